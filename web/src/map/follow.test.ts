import type { Map } from 'maplibre-gl'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { emptyCollection, follow } from './follow'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('draws what changes without a pause, five times a second and not more', async () => {
  const setData = vi.fn()
  const map = { getSource: () => ({ setData }) } as unknown as Map
  const moves = ref(0)
  let made = 0
  const stop = follow(map, 'points', () => {
    made++
    return { ...emptyCollection, bbox: [moves.value, 0, 0, 0] }
  })
  expect(setData).toHaveBeenCalledTimes(1)
  for (let n = 0; n < 100; n++) {
    moves.value++
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(setData).toHaveBeenCalledTimes(6)
  await vi.advanceTimersByTimeAsync(200)
  expect(setData.mock.lastCall![0].bbox[0]).toBe(100)
  expect(made).toBe(6)
  stop()
  moves.value++
  await vi.advanceTimersByTimeAsync(1000)
  expect(made).toBe(6)
})
