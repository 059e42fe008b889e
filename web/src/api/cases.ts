import type { AreaRef, Level, Named, Page, Ref, Time } from './common'
import { get, post } from './http'
import type { AreaLevel } from './territory'
import type { Task } from './tasks'
import type { Warning } from './warnings'

export const caseStates = [
  'filed',
  'dispatched',
  'assigned',
  'accepted',
  'arrived',
  'handed-in',
  'rework',
  'suspended',
  'closed',
  'cancelled',
] as const
export type CaseState = (typeof caseStates)[number]

export interface CaseSummary {
  id: number
  number: string
  type: string
  typeName: Named
  title: Named
  level: Level | null
  state: CaseState
  stateName: Named
  stage: string
  source: string
  area: AreaRef & { level?: AreaLevel }
  place: string
  lon: number | null
  lat: number | null
  openedAt: Time
  dueAt: Time | null
  limitSeconds: number | null
  closedAt: Time | null
  suspended: boolean
  centre: Ref | null
  unit: Ref | null
  person: Ref | null
  next: { action: string; label: Named } | null
  automatic: boolean
  supervised: boolean
  reworks: number
  version: number
}

export const chainLinks = [
  'sense',
  'detect',
  'warn',
  'plan',
  'file',
  'dispatch',
  'accept',
  'arrive',
  'handle',
  'verify',
  'close',
  'score',
] as const
export type ChainLink = (typeof chainLinks)[number]
export type EvidenceType =
  'reading' | 'finding' | 'warning' | 'plan' | 'task' | 'timeline' | 'score'

/** One step from sensed to scored: when, how long after the step before, by whom, and the proof. */
export interface Link {
  link: ChainLink
  at: Time | null
  seconds: number | null
  by: string | null
  detail: Named | null
  state: 'done' | 'now' | 'waiting' | 'skipped'
  evidence: { type: EvidenceType; id: number | string | null } | null
}
export type Chain = Link[]

export interface Entry {
  id: number
  at: Time
  action: string
  actionName: Named
  from: CaseState | null
  to: CaseState | null
  by: { kind: 'person' | 'machine' | 'rule' | 'system'; id: number | string | null; name: string }
  note: string | null
  photos: number[]
  data: Record<string, unknown>
}

export interface ActionInput {
  name: string
  label: Named
  type: 'text' | 'person' | 'unit' | 'photo' | 'minutes' | 'choice'
  required: boolean
  options?: { value: string; label: Named }[]
}

export interface Action {
  action: string
  label: Named
  primary: boolean
  inputs: ActionInput[]
}

export interface Series {
  device: string
  property: string
  propertyName: Named
  unit: string
  limits: { level: Level; value: number }[]
  /** Present where the server names the datastream, so that its readings can be followed live. */
  datastream?: number
}

export interface PlanRun {
  id: string | number
  name: Named
  version: string | number
  steps: {
    step: string
    kind: string
    label: Named
    state: 'waiting' | 'running' | 'done' | 'failed' | 'timed-out' | 'skipped'
    at: Time | null
    detail: Named | string | null
  }[]
}

export interface CaseDetail extends CaseSummary {
  chain: Chain
  timeline: Entry[]
  tasks: Task[]
  actions: Action[]
  subject: { id: number; code: string; name: string; kind: string; lon: number; lat: number } | null
  warning: Warning | null
  series: Series[]
  plan: PlanRun | null
}

export const listCases = (query: {
  state?: string
  area?: string
  q?: string
  from?: string
  to?: string
  sort?: 'due' | '-opened'
  limit?: number
  cursor?: string
}) => get<Page<CaseSummary>>('/cases', query)

export const fetchCase = (id: number) => get<CaseDetail>(`/cases/${id}`)

export const actOnCase = (id: number, action: string, body: { version: number } & object) =>
  post<CaseDetail>(`/cases/${id}/actions/${action}`, body)
