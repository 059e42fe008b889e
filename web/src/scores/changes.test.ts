import { expect, test } from 'vitest'
import type { ScoreChange } from '@/api/scores'
import { changeTable } from './changes'

const change = (
  kind: ScoreChange['kind'],
  id: string,
  formula: string,
  before: number | null,
  after: number | null,
): ScoreChange => ({ kind, of: { id, name: `name of ${id}` }, formula, before, after })

test('a case that moved two scores of two makes two rows of two columns', () => {
  const { formulas, rows } = changeTable([
    change('area', '1', 'score', null, 90),
    change('area', '1', 'rework-rate', 0, 50),
    change('unit', '7', 'score', 100, 90),
    change('unit', '7', 'rework-rate', 0, 25),
  ])
  expect(formulas).toEqual(['score', 'rework-rate'])
  expect(rows.map((row) => row.of.name)).toEqual(['name of 1', 'name of 7'])
  expect(rows[1]?.by['rework-rate']).toEqual({ before: 0, after: 25 })
})

test('a unit and a person of one number are two rows', () => {
  const { rows } = changeTable([
    change('unit', '7', 'score', 1, 2),
    change('person', '7', 'score', 3, 4),
  ])
  expect(rows.map((row) => row.by.score?.after)).toEqual([2, 4])
})

test('a score that one has and the other lacks leaves a gap', () => {
  const { formulas, rows } = changeTable([
    change('area', '1', 'score', 1, 2),
    change('person', '2', 'acceptance-rate', 1, 2),
  ])
  expect(formulas).toEqual(['score', 'acceptance-rate'])
  expect(rows[1]?.by.score).toBeUndefined()
})
