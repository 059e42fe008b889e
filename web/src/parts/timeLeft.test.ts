import { expect, test } from 'vitest'
import { timeLeft } from './timeLeft'

const due = '2026-11-20T04:00:00Z'
test.each([
  ['2026-11-20T03:00:00Z', 7200, false, { seconds: 3600, used: 0.5, mood: 'calm' }],
  ['2026-11-20T03:30:00Z', 7200, false, { seconds: 1800, used: 0.75, mood: 'soon' }],
  ['2026-11-20T04:01:00Z', 7200, false, { seconds: -60, used: 1, mood: 'over' }],
  ['2026-11-20T03:00:00Z', null, false, { seconds: 3600, used: 0, mood: 'calm' }],
  ['2026-11-20T03:00:00Z', 7200, true, { seconds: null, used: 0, mood: 'none' }],
])('at %s of a limit of %s s (suspended: %s)', (now, limitSeconds, suspended, expected) => {
  expect(timeLeft({ dueAt: due, limitSeconds, suspended }, Date.parse(now))).toEqual(expected)
})

test('no deadline, no clock', () => {
  expect(timeLeft({ dueAt: null }, 0).mood).toBe('none')
})
