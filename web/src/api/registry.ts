import type { AreaRef, Named, Page, Ref, Time } from './common'
import { get } from './http'

export interface Subject {
  id: number
  code: string
  kind: string
  kindName: Named
  name: string
  lon: number
  lat: number
  area: AreaRef
  attributes: Record<string, unknown>
}

export interface Datastream {
  id: number
  property: string
  propertyName: Named
  unit: string
  latest: { time: Time; value: number } | null
}

export interface Device {
  id: number
  code: string
  name: string
  kind: string
  subject: Ref
  lon: number
  lat: number
  area: AreaRef
  datastreams: Datastream[]
}

export const searchSubjects = (q: string, limit = 8) =>
  get<Page<Subject>>('/subjects', { q, limit })
export const findDevice = (code: string) => get<Device>(`/devices/${encodeURIComponent(code)}`)
