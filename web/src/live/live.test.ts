import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import type { Snapshot } from '@/api/live'
import { hearReadings, isStale, live, livePhase, useLive } from './index'

/** Plays server and network: answers snapshots, and speaks or fails on the newest stream. */
class FakeSource {
  static all: FakeSource[] = []
  private readonly listeners = new Map<string, (event: unknown) => void>()
  constructor(readonly url: string) {
    FakeSource.all.push(this)
  }
  addEventListener(name: string, listener: (event: unknown) => void) {
    this.listeners.set(name, listener)
  }
  close() {}
  say(name: string, data: unknown, lastEventId = '') {
    this.listeners.get(name)!({ data: JSON.stringify(data), lastEventId })
  }
  fail() {
    this.listeners.get('error')!({})
  }
}
const newest = () => FakeSource.all.at(-1)!

const snapshot: Snapshot = {
  eventId: '40',
  clock: { now: '2026-11-20T02:00:00Z', speed: 1, wanted: 1 },
  counts: { openCases: 0 } as Snapshot['counts'],
  devices: [],
  warnings: [],
  cases: [],
  workers: [],
}
let asked: string[]
let scope: EffectScope

beforeEach(async () => {
  vi.useFakeTimers()
  FakeSource.all = []
  asked = []
  vi.stubGlobal('EventSource', FakeSource)
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return new Response(JSON.stringify(snapshot), { status: 200 })
  })
  scope = effectScope()
  scope.run(() => useLive('500105'))
  await vi.advanceTimersByTimeAsync(1)
})
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a snapshot first, then its deltas', () => {
  expect(asked).toEqual(['/api/v1/live/snapshot?area=500105'])
  expect(newest().url).toBe('/api/v1/live?after=40&area=500105')
  newest().say('counts', { openCases: 7 }, '41')
  expect(live.counts.value?.openCases).toBe(7)
})

test('ten silent seconds make it stale, a word makes it fresh', async () => {
  await vi.advanceTimersByTimeAsync(9_000)
  expect(isStale.value).toBe(false)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(isStale.value).toBe(true)
  newest().say('clock', { now: '2026-11-20T02:00:11Z', speed: 1, wanted: 1 }, '41')
  expect(isStale.value).toBe(false)
})

test('reset means a new snapshot and a new stream', async () => {
  newest().say('reset', {})
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(2)
  expect(FakeSource.all).toHaveLength(2)
})

test('a stream that keeps failing asks for a snapshot, which can say why', async () => {
  for (let broken = 0; broken < 4; broken++) {
    newest().fail()
    await vi.advanceTimersByTimeAsync(15_000)
  }
  expect(asked.length).toBe(2)
  expect(livePhase.value).toBe('live')
})

test('readings are asked for while somebody listens, from where the stream stood', () => {
  newest().say('counts', {}, '55')
  const heard: unknown[] = []
  const end = hearReadings([3], (readings) => heard.push(...readings))
  expect(newest().url).toBe('/api/v1/live?after=55&area=500105&series=3')
  newest().say('readings', [[3, 1, 27.5]])
  expect(heard).toEqual([[3, 1, 27.5]])
  end()
  expect(newest().url).not.toContain('series')
})
