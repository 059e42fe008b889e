import { get } from './http'
import type { Readings, Time } from './types'

export type { Readings } from './types'

export const listReadings = (query: {
  device: string
  property: string
  from: Time
  to: Time
  limit?: number
}) => get<Readings>('/readings', query)
