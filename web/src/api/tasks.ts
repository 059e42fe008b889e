import type { Level, Named, Page, Ref, Time } from './common'
import { get, post } from './http'

export interface Candidate {
  person: Ref | string
  distanceMetres: number | null
  openTasks: number
  onDuty: boolean
  skills: string[] | boolean
  verdict: Named
}

export interface ChecklistItem {
  id: string
  label: Named
  type: 'check' | 'number' | 'text' | 'photo'
  required: boolean
}

export type TaskState =
  | 'offered'
  | 'accepted'
  | 'arrived'
  | 'handed-in'
  | 'verified'
  | 'refused'
  | 'returned'
  | 'withdrawn'

export interface Task {
  id: number
  caseId: number
  caseNumber: string
  title: Named
  level: Level | null
  state: TaskState
  unit: Ref | null
  person: Ref | null
  assignedAt: Time
  acceptBy: Time | null
  dueAt: Time | null
  acceptedAt: Time | null
  arrivedAt: Time | null
  handedInAt: Time | null
  lon: number | null
  lat: number | null
  place: string
  reason: { chosen?: Record<string, unknown> | null; candidates: Candidate[] } | null
  checklist: ChecklistItem[]
  contact: { name: string; phone: string } | null
  version: number
}

export type TaskStep = 'accept' | 'arrive' | 'hand-in' | 'return'

/** `key` makes a step idempotent: the same key sent twice is one step. `at` is the phone's time. */
export interface TaskStepBody {
  key: string
  at: Time
  lon: number | null
  lat: number | null
  note?: string
  photos?: number[]
  answers?: Record<string, unknown>
}

export const myTasks = () => get<Page<Task>>('/tasks', { mine: true, state: 'open', limit: 50 })

export const stepTask = (id: number, step: TaskStep, body: TaskStepBody) =>
  post<Task>(`/tasks/${id}/${step}`, body)
