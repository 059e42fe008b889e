import type { ScoreRow } from '@/api/scores'

/** Rows by a column, "-column" for the largest first; who has no value yet stands last either way. */
export function sortRows(rows: ScoreRow[], sort: string): ScoreRow[] {
  const column = sort.replace(/^-/, '')
  const sign = sort.startsWith('-') ? -1 : 1
  const value = (row: ScoreRow) =>
    column === 'score'
      ? row.score
      : column === 'cases'
        ? row.counts.cases
        : (row.values[column] ?? null)
  return [...rows].sort((a, b) => {
    const [one, other] = [value(a), value(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return sign * (one - other) || a.of.name.localeCompare(b.of.name, 'zh')
  })
}

/** `2026-01`, 3 → 2026-01, 2025-12, 2025-11. */
export function previousMonths(from: string, count: number): string[] {
  const [year, month] = from.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, back) => {
    const months = year * 12 + month - 1 - back
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  })
}
