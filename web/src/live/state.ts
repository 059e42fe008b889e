import { shallowReactive, shallowRef } from 'vue'
import type { CaseSummary } from '@/api/cases'
import type { Counts, LiveDevice, LiveEvents, LiveWorker, Notice, Snapshot } from '@/api/live'
import type { Task } from '@/api/tasks'
import type { Warning } from '@/api/warnings'

const keptNotices = 20
const keptResolved = 20

/** What the screens know of the city now: filled by a snapshot, kept true by the stream's deltas. */
export function emptyState() {
  return {
    counts: shallowRef<Counts | null>(null),
    devices: shallowReactive(new Map<number, LiveDevice>()),
    /** Open warnings. */
    warnings: shallowReactive(new Map<number, Warning>()),
    /** Cases that have not ended. */
    cases: shallowReactive(new Map<number, CaseSummary>()),
    workers: shallowReactive(new Map<number, LiveWorker>()),
    tasks: shallowReactive(new Map<number, Task>()),
    /** Newest first. */
    notices: shallowReactive<Notice[]>([]),
    /** Cases that ended while we watched, newest first. */
    resolved: shallowReactive<CaseSummary[]>([]),
    /** Warnings raised while we watched; the map lets each pulse once. */
    raised: shallowReactive(new Set<number>()),
  }
}
export type LiveState = ReturnType<typeof emptyState>

export const hasEnded = (one: Pick<CaseSummary, 'state'>) =>
  one.state === 'closed' || one.state === 'cancelled'

export function applySnapshot(state: LiveState, snapshot: Snapshot) {
  const refill = <T extends { id: number }>(map: Map<number, T>, items: T[]) => {
    const ids = new Set(items.map((item) => item.id))
    for (const id of [...map.keys()]) if (!ids.has(id)) map.delete(id)
    for (const item of items) map.set(item.id, item)
  }
  state.counts.value = snapshot.counts
  refill(state.devices, snapshot.devices)
  refill(
    state.warnings,
    snapshot.warnings.filter((warning) => warning.state === 'open'),
  )
  refill(
    state.cases,
    snapshot.cases.filter((one) => !hasEnded(one)),
  )
  refill(state.workers, snapshot.workers)
  state.tasks.clear()
}

/** One delta. `clock`, `readings` and `reset` concern the stream, not the state. */
export function applyEvent<N extends keyof LiveEvents>(
  state: LiveState,
  name: N,
  data: LiveEvents[N],
) {
  switch (name) {
    case 'device': {
      const change = data as LiveEvents['device']
      const known = state.devices.get(change.id)
      if (known) state.devices.set(change.id, { ...known, ...change })
      break
    }
    case 'warning': {
      const warning = data as Warning
      if (warning.state === 'cleared') state.warnings.delete(warning.id)
      else {
        if (!state.warnings.has(warning.id)) state.raised.add(warning.id)
        state.warnings.set(warning.id, warning)
      }
      break
    }
    case 'case':
      applyCase(state, data as CaseSummary)
      break
    case 'task': {
      const task = data as Task
      state.tasks.set(task.id, task)
      break
    }
    case 'worker': {
      const worker = data as LiveWorker
      state.workers.set(worker.id, worker)
      break
    }
    case 'on-duty': {
      const shown = new Set(data as LiveEvents['on-duty'])
      for (const id of state.workers.keys()) if (!shown.has(id)) state.workers.delete(id)
      break
    }
    case 'counts':
      state.counts.value = data as Counts
      break
    case 'notice':
      state.notices.unshift(data as Notice)
      state.notices.splice(keptNotices)
      break
  }
}

/** A case never goes back: a delta that was overtaken by a newer version is dropped. */
function applyCase(state: LiveState, one: CaseSummary) {
  const known = state.cases.get(one.id)
  if (known && known.version > one.version) return
  if (!hasEnded(one)) {
    state.cases.set(one.id, one)
    return
  }
  state.cases.delete(one.id)
  if (state.resolved.some((other) => other.id === one.id)) return
  state.resolved.unshift(one)
  state.resolved.splice(keptResolved)
}
