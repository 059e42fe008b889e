import type { CaseSummary } from './cases'
import type { Level, Named, Time } from './common'
import { get } from './http'
import type { Clock } from './settings'
import type { Task } from './tasks'
import type { Warning } from './warnings'

export interface Counts {
  openCases: number
  openWarnings: Record<Level, number>
  overdue: number
  closedToday: number
  openedToday: number
  devices: number
  silent: number
  workersOnDuty: number
}

export type DeviceState = 'ok' | 'warning' | 'silent' | 'sick'

export interface LiveDevice {
  id: number
  code: string
  lon: number
  lat: number
  kind: string
  subject: number
  state: DeviceState
  level: Level | null
}

export interface LiveWorker {
  id: number
  name: string
  lon: number
  lat: number
  at: Time
  openTasks: number
}

export interface Notice {
  id: number
  at: Time
  level: Level | null
  title: Named
  link: string | null
}

export interface Snapshot {
  eventId: string
  clock: Clock
  counts: Counts
  devices: LiveDevice[]
  warnings: Warning[]
  cases: CaseSummary[]
  workers: LiveWorker[]
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
  'counts',
  'notice',
  'reset',
] as const satisfies readonly (keyof LiveEvents)[]

export const fetchSnapshot = (area: string | null) => get<Snapshot>('/live/snapshot', { area })
