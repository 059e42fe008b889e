import { get, post } from './http'
import type { Page, Person, Time, Unit } from './types'

export type { Person, Unit } from './types'

export const listPeople = (query: { area?: string; onDuty?: boolean; post?: string } = {}) =>
  get<Page<Person>>('/people', { limit: 200, ...query })
export const listUnits = () => get<Page<Unit>>('/units', { limit: 200 })
export const sendPosition = (position: { lon: number; lat: number; at: Time }) =>
  post<void>('/positions', position)
