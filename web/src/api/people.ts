import type { Named, Page, Ref, Time } from './common'
import { get, post } from './http'

export interface Person {
  id: number
  name: string
  post: string
  unit: Ref | null
  onDuty: boolean
  lon: number | null
  lat: number | null
  at: Time | null
  openTasks: number | null
}

export interface Unit {
  id: number
  name: Named | string
}

export const listPeople = (query: { area?: string; onDuty?: boolean; post?: string } = {}) =>
  get<Page<Person>>('/people', { limit: 200, ...query })
export const listUnits = () => get<Page<Unit>>('/units', { limit: 200 })
export const sendPosition = (position: { lon: number; lat: number; at: Time }) =>
  post<void>('/positions', position)
