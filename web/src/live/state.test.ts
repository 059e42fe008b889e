import { beforeEach, expect, test } from 'vitest'
import type { CaseSummary } from '@/api/cases'
import type { LiveWorker, Snapshot } from '@/api/live'
import type { Warning } from '@/api/warnings'
import { applyEvent, applySnapshot, emptyState } from './state'

const aCase = (id: number, change: Partial<CaseSummary> = {}) =>
  ({ id, state: 'filed', version: 1, ...change }) as CaseSummary
const aWarning = (id: number, change: Partial<Warning> = {}) =>
  ({ id, state: 'open', level: 'IV', ...change }) as Warning

const snapshot: Snapshot = {
  eventId: '7',
  clock: { now: '2026-11-20T02:00:00Z', speed: 1, wanted: 1 },
  counts: {} as Snapshot['counts'],
  devices: [{ id: 1, code: 'D1', lon: 0, lat: 0, kind: 'k', subject: 1, state: 'ok', level: null }],
  warnings: [aWarning(1)],
  cases: [aCase(1), aCase(2, { state: 'closed' })],
  workers: [],
}

let state: ReturnType<typeof emptyState>
beforeEach(() => {
  state = emptyState()
  applySnapshot(state, snapshot)
})

test('a snapshot shows open things only', () => {
  expect([...state.cases.keys()]).toEqual([1])
  expect([...state.warnings.keys()]).toEqual([1])
  expect(state.raised.size).toBe(0)
})

test('a second snapshot drops what is gone', () => {
  applySnapshot(state, { ...snapshot, cases: [aCase(3)], devices: [] })
  expect([...state.cases.keys()]).toEqual([3])
  expect(state.devices.size).toBe(0)
})

test('a closed case leaves the queue and is told once as resolved', () => {
  applyEvent(state, 'case', aCase(1, { state: 'closed', version: 5 }))
  applyEvent(state, 'case', aCase(1, { state: 'closed', version: 5 }))
  expect(state.cases.size).toBe(0)
  expect(state.resolved.map((one) => one.id)).toEqual([1])
})

test('an overtaken delta does not take a case back', () => {
  applyEvent(state, 'case', aCase(1, { state: 'accepted', version: 4 }))
  applyEvent(state, 'case', aCase(1, { state: 'assigned', version: 3 }))
  expect(state.cases.get(1)!.state).toBe('accepted')
})

test('only a warning raised while we watch pulses; a cleared one goes', () => {
  applyEvent(state, 'warning', aWarning(1, { level: 'II' }))
  applyEvent(state, 'warning', aWarning(2))
  expect([...state.raised]).toEqual([2])
  applyEvent(state, 'warning', aWarning(1, { state: 'cleared' }))
  expect([...state.warnings.keys()]).toEqual([2])
})

test('a device keeps its position when its state changes; an unknown one waits for a snapshot', () => {
  applyEvent(state, 'device', { id: 1, state: 'warning', level: 'IV' })
  applyEvent(state, 'device', { id: 9, state: 'ok', level: null })
  expect(state.devices.get(1)).toMatchObject({ code: 'D1', state: 'warning', level: 'IV' })
  expect(state.devices.has(9)).toBe(false)
})

test('who has gone off duty leaves the map', () => {
  for (const id of [1, 2]) applyEvent(state, 'worker', { id, name: `n${id}` } as LiveWorker)
  applyEvent(state, 'on-duty', [2, 3])
  expect([...state.workers.keys()]).toEqual([2])
})
