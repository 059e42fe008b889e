import type { Time } from './common'
import { get } from './http'

export interface Readings {
  device: string
  property: string
  unit: string
  items: { time: Time; value: number }[]
  next: string | null
}

export const listReadings = (query: {
  device: string
  property: string
  from: Time
  to: Time
  limit?: number
}) => get<Readings>('/readings', query)
