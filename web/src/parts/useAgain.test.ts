import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { Problem } from '@/api/http'
import { mayPass, useAgain } from './useAgain'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function page(failures: number) {
  const failed = ref(false)
  const loads = { count: 0 }
  const load = async () => {
    failed.value = false
    loads.count++
    await Promise.resolve()
    failed.value = loads.count <= failures
  }
  const scope = effectScope()
  scope.run(() => useAgain(() => failed.value, load))
  return { failed, loads, load, scope }
}

it('loads again by itself, later each time, until it comes', async () => {
  const { failed, loads, load, scope } = page(2)
  await load()
  await vi.advanceTimersByTimeAsync(2_999)
  expect(loads.count).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(loads.count).toBe(2)
  await vi.advanceTimersByTimeAsync(6_000)
  expect(loads.count).toBe(3)
  expect(failed.value).toBe(false)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(loads.count).toBe(3)
  scope.stop()
})

it('does not wait when the network comes back, and stops with its page', async () => {
  const { loads, load, scope } = page(2)
  await load()
  dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(0)
  expect(loads.count).toBe(2)
  scope.stop()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(loads.count).toBe(2)
})

it('tries again only what may pass', () => {
  expect([0, 429, 503].map((status) => mayPass(new Problem(status, '')))).toEqual([
    true,
    true,
    true,
  ])
  expect([403, 404].map((status) => mayPass(new Problem(status, '')))).toEqual([false, false])
  expect(mayPass(null)).toBe(false)
})
