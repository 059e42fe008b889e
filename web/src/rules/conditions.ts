/** `levels.II.still.of.above` reads `II · still · above`: the way through the rule, without its joints. */
export function conditionName(path: string): string {
  return path
    .split('.')
    .filter((step) => step !== 'levels' && step !== 'of')
    .join(' · ')
}

/** A value with its unit, to at most four digits behind the point; a dash where there is none. */
export function shownNumber(
  value: number | null | undefined,
  unit: string | null | undefined,
): string {
  if (value === null || value === undefined) return '—'
  const number = Number(value.toFixed(4))
  return unit && unit !== '1' ? `${number} ${unit}` : String(number)
}
