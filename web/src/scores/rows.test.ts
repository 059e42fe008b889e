import { expect, test } from 'vitest'
import type { ScoreRow } from '@/api/scores'
import { previousMonths, sortRows } from './rows'

const row = (name: string, score: number | null, rework: number | null): ScoreRow => ({
  of: { id: name, name },
  values: { rework },
  counts: { cases: 1, onTime: 1, reworks: 0 },
  score,
})
const rows = [row('a', 80, 3), row('b', null, null), row('c', 95, 1)]
const names = (sorted: ScoreRow[]) => sorted.map((each) => each.of.name).join('')

test.each([
  ['-score', 'cab'],
  ['score', 'acb'],
  ['rework', 'cab'],
  ['-rework', 'acb'],
])('by %s the order is %s', (sort, order) => expect(names(sortRows(rows, sort))).toBe(order))

test('months go back over the turn of a year', () => {
  expect(previousMonths('2026-01', 3)).toEqual(['2026-01', '2025-12', '2025-11'])
})
