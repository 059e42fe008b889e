import { get } from './http'
import type {
  CaseSummary,
  Clock,
  Counts,
  LiveDevice,
  LiveWorker,
  Named,
  Snapshot,
  Task,
  Time,
  Warning,
} from './types'
import type { Level } from '@/theme/palette'

export type { Clock, Counts, DeviceState, LiveDevice, LiveWorker, Snapshot } from './types'

export interface Notice {
  id: number
  at: Time
  level: Level | null
  title: Named
  link: string | null
}

/** What the stream says, by event name. */
export interface LiveEvents {
  clock: Clock
  readings: [datastream: number, timeMillis: number, value: number][]
  device: Pick<LiveDevice, 'id' | 'state' | 'level'>
  warning: Warning
  case: CaseSummary
  task: Task
  worker: LiveWorker
  /** Numbers of all who are shown: whoever is not among them has gone off duty. */
  'on-duty': number[]
  counts: Counts
  notice: Notice
  reset: object
}

export const liveEventNames = [
  'clock',
  'readings',
  'device',
  'warning',
  'case',
  'task',
  'worker',
  'on-duty',
  'counts',
  'notice',
  'reset',
] as const satisfies readonly (keyof LiveEvents)[]

export const fetchSnapshot = (area: string | null) => get<Snapshot>('/live/snapshot', { area })
