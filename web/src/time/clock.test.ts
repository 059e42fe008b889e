import { expect, test } from 'vitest'
import { serverNow, setClock } from './clock'

test.each([
  { speed: 1, passed: 5_000, expected: '2026-11-20T02:00:05Z' },
  { speed: 60, passed: 5_000, expected: '2026-11-20T02:05:00Z' },
  { speed: 0, passed: 5_000, expected: '2026-11-20T02:00:00Z' },
])('after $passed ms here at speed $speed it is $expected there', ({ speed, passed, expected }) => {
  const here = 1_000_000
  setClock({ now: '2026-11-20T02:00:00Z', speed }, here)
  expect(serverNow(here + passed)).toBe(Date.parse(expected))
})
