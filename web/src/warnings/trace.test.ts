import { expect, test } from 'vitest'
import { momentOf, splitTrace, traceRows } from './trace'

test('nested records become indented rows, lists are numbered, short lists stay on a line', () => {
  const trace = {
    rule: 'a',
    window: { from: 1, to: 2 },
    predicates: [{ name: 'x', holds: true }],
    levels: [1, 2],
  }
  expect(traceRows(trace)).toEqual([
    { name: 'rule', value: 'a', depth: 0 },
    { name: 'window', value: undefined, depth: 0 },
    { name: 'from', value: 1, depth: 1 },
    { name: 'to', value: 2, depth: 1 },
    { name: 'predicates', value: undefined, depth: 0 },
    { name: '1.', value: undefined, depth: 1 },
    { name: 'name', value: 'x', depth: 2 },
    { name: 'holds', value: true, depth: 2 },
    { name: 'levels', value: '1, 2', depth: 0 },
  ])
})

test.each([
  ['timeMillis', 1_000, 1_000],
  ['time', '1970-01-01T00:00:01Z', 1_000],
  ['value', 1_000, null],
  ['name', 'methane', null],
])('%s = %s is the moment %s', (name, value, expected) => {
  expect(momentOf({ name, value, depth: 0 })).toBe(expected)
})

test('what is no record has no rows', () => {
  expect(traceRows(null)).toEqual([])
  expect(traceRows('text')).toEqual([])
})

test('lists of records become tables with all their columns', () => {
  const { rest, tables } = splitTrace({
    note: 'n',
    predicates: [
      { path: 'a', holds: true },
      { path: 'b', value: 2 },
    ],
  })
  expect(rest).toEqual([{ name: 'note', value: 'n', depth: 0 }])
  expect(tables).toHaveLength(1)
  expect(tables[0]!.columns).toEqual(['path', 'holds', 'value'])
  expect(tables[0]!.rows[1]!.map((cell) => cell.value)).toEqual(['b', undefined, 2])
})

test('a value stands with its unit, a span of time as people say it, and no column of units is left', () => {
  const { tables } = splitTrace({
    predicates: [
      { path: 'a', unit: '%LEL', value: 31.5, limit: 25 },
      { path: 'b', unit: 's', value: null, limit: 3600 },
    ],
  })
  expect(tables[0]!.columns).toEqual(['path', 'value', 'limit'])
  expect(tables[0]!.rows[0]!.map((cell) => cell.value)).toEqual(['a', '31.5 %LEL', '25 %LEL'])
  expect(tables[0]!.rows[1]!.map((cell) => cell.value)).toEqual(['b', null, '1 小时'])
})

test('when comes first, from before to; levels are told with how long they were held', () => {
  const { rest } = splitTrace({
    note: 'n',
    toMillis: 2,
    fromMillis: 1,
    millisInLevel: { IV: 3_600_000, II: 0 },
  })
  expect(rest.map((row) => row.name)).toEqual(['fromMillis', 'toMillis', 'note', 'millisInLevel'])
  expect(rest.at(-1)!.value).toBe('IV 1 小时')
})
