import { get, post } from './http'
import type { Contact, Page, Sent, Task, Time } from './types'

export type { Candidate, ChecklistItem, Task, TaskState } from './types'

export type TaskStep = 'accept' | 'arrive' | 'hand-in' | 'return'

/** `key` makes a step idempotent: the same key sent twice is one step. `at` is the phone's time. */
export interface TaskStepBody extends Sent {
  key: string
  at: Time
  lon: number | null
  lat: number | null
}

export const myTasks = () => get<Page<Task>>('/tasks', { mine: true, state: 'open', limit: 50 })

/** Who reported the case, with the full number; the look is noted. */
export const fetchContact = (id: number) => get<Contact>(`/tasks/${id}/contact`)

export const stepTask = (id: number, step: TaskStep, body: TaskStepBody) =>
  post<Task>(`/tasks/${id}/${step}`, body)
