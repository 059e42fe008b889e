import { word } from '@/i18n'
import { duration } from '@/time/format'

/** `levels.II.still.of.above` reads "II · still so afterwards · above its limit": the way through the rule, without its joints. */
export function conditionName(path: string): string {
  return path
    .split('.')
    .filter((step) => step !== 'levels' && step !== 'of')
    .map((step) => {
      const [, name = step, nth] = /^(\w+)\[(\d+)\]$/.exec(step) ?? []
      return word('cond', name) + (nth === undefined ? '' : ` ${Number(nth) + 1}`)
    })
    .join(' · ')
}

/**
 * A value with its unit, to at most four digits behind the point; a span of time as people say it; a
 * dash where there is none.
 */
export function shownNumber(
  value: number | null | undefined,
  unit: string | null | undefined,
): string {
  if (value === null || value === undefined) return '—'
  if (unit === 's' && value >= 0) return duration(value)
  const number = Number(value.toFixed(4))
  return unit && unit !== '1' ? `${number} ${word('unit', unit)}` : String(number)
}
