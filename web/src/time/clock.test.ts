import { expect, test } from 'vitest'
import { missedSpeed, serverNow, setClock } from './clock'

test.each([
  { speed: 1, passed: 5_000, expected: '2026-11-20T02:00:05Z' },
  { speed: 60, passed: 5_000, expected: '2026-11-20T02:05:00Z' },
  { speed: 0, passed: 5_000, expected: '2026-11-20T02:00:00Z' },
])('after $passed ms here at speed $speed it is $expected there', ({ speed, passed, expected }) => {
  const here = 1_000_000
  setClock({ now: '2026-11-20T02:00:00Z', speed, wanted: speed }, here)
  expect(serverNow(here + passed)).toBe(Date.parse(expected))
})

test.each([
  { speed: 300, wanted: 300, missed: null },
  { speed: 290, wanted: 300, missed: null },
  { speed: 54.5, wanted: 300, missed: 300 },
])(
  'at $speed instead of $wanted times the speed, $missed is missed',
  ({ speed, wanted, missed }) => {
    setClock({ now: '2026-11-20T02:00:00Z', speed, wanted })
    expect(missedSpeed.value).toBe(missed)
  },
)
