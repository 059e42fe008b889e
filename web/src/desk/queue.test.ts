import { describe, expect, test } from 'vitest'
import type { CaseSummary } from '@/api/cases'
import { byUrgency, isInTab, matches } from './queue'

const user = {
  id: 7,
  login: 'li',
  name: 'Li',
  person: null,
  phone: null,
  unit: { id: 2, name: 'Town' },
}
const base = {
  id: 1,
  number: 'JB-0001',
  title: { zh: '化粪池甲烷超限', en: 'Methane over its limit' },
  level: 'II',
  place: '鱼嘴镇 · 3-12网格',
  area: { code: '500105100003012', name: '3-12' },
  lon: 106.7,
  lat: 29.6,
  dueAt: '2026-11-20T04:00:00Z',
  suspended: false,
  centre: { id: 1, name: 'District' },
  unit: null,
  person: null,
} as unknown as CaseSummary
const aCase = (change: Partial<CaseSummary>) => ({ ...base, ...change })
const anything = { levels: [], text: '', area: null, bounds: null }

describe('tabs', () => {
  test.each([
    ['I have it', { person: { id: 7, name: 'Li' } }, true, false],
    ['my unit has it and nobody in it', { unit: { id: 2, name: 'Town' } }, true, true],
    [
      'a colleague of my unit has it',
      { unit: { id: 2, name: 'Town' }, person: { id: 8, name: 'Wang' } },
      false,
      true,
    ],
    ['it was filed at my centre', { centre: { id: 2, name: 'Town' } }, false, true],
    ['it lies elsewhere', {}, false, false],
  ])('%s', (_, change, mine, centre) => {
    expect(isInTab(aCase(change), 'mine', user)).toBe(mine)
    expect(isInTab(aCase(change), 'centre', user)).toBe(centre)
    expect(isInTab(aCase(change), 'all', user)).toBe(true)
  })
})

test('where the account is not the person, the person counts', () => {
  const account = { ...user, id: 99, person: 7 }
  expect(isInTab(aCase({ person: { id: 7, name: 'Li' } }), 'mine', account)).toBe(true)
  expect(isInTab(aCase({ person: { id: 99, name: 'Other' } }), 'mine', account)).toBe(false)
})

test.each([
  ['nothing asked', {}, true],
  ['its level', { levels: ['I' as const, 'II' as const] }, true],
  ['another level', { levels: ['I' as const] }, false],
  ['the town it lies in', { area: '500105100' }, true],
  ['another town', { area: '500105101' }, false],
  ['words of its place', { text: '鱼嘴' }, true],
  ['its English title in capitals', { text: 'METHANE' }, true],
  ['words it lacks', { text: '井盖' }, false],
  [
    'a view that holds it',
    { bounds: [106, 29, 107, 30] as [number, number, number, number] },
    true,
  ],
  ['a view beside it', { bounds: [106, 29, 106.5, 30] as [number, number, number, number] }, false],
])('asked for %s', (_, filter, expected) => {
  expect(matches(base, { ...anything, ...filter })).toBe(expected)
})

test('overdue comes first, then the worse level, then what is due first, suspended last', () => {
  const now = Date.parse('2026-11-20T03:00:00Z')
  const order = [
    aCase({ id: 1, level: 'I', suspended: true }),
    aCase({ id: 2, level: 'IV' }),
    aCase({ id: 3, level: 'I', dueAt: '2026-11-20T09:00:00Z' }),
    aCase({ id: 4, level: 'IV', dueAt: '2026-11-20T02:59:00Z' }),
    aCase({ id: 5, level: 'IV', dueAt: '2026-11-20T03:30:00Z' }),
    aCase({ id: 6, level: 'IV', dueAt: null }),
  ].sort(byUrgency(now))
  expect(order.map((one) => one.id)).toEqual([4, 3, 5, 2, 6, 1])
})
