import { expect, test } from 'vitest'
import type { CaseSummary } from '@/api/cases'
import type { Counts } from '@/api/live'
import { flowOf } from './flow'

const now = Date.parse('2026-11-20T03:00:00Z')
const aCase = (state: string, dueAt: string | null = null, suspended = false) =>
  ({ state, dueAt, suspended }) as CaseSummary

test('each open case waits at one station; overdue ones are told apart; suspended ones stand aside', () => {
  const cases = [
    aCase('filed'),
    aCase('assigned', '2026-11-20T02:00:00Z'),
    aCase('arrived'),
    aCase('rework'),
    aCase('handed-in', '2026-11-20T04:00:00Z'),
    aCase('accepted', '2026-11-20T02:00:00Z', true),
  ]
  const flow = flowOf(cases, { openedToday: 9, closedToday: 4 } as Counts, now)
  expect(flow.map(({ name, count, overdue }) => [name, count, overdue])).toEqual([
    ['sense', 9, 0],
    ['file', 1, 0],
    ['dispatch', 0, 0],
    ['accept', 1, 1],
    ['arrive', 0, 0],
    ['handle', 2, 0],
    ['verify', 1, 0],
    ['close', 4, 0],
  ])
})
