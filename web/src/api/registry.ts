import { get } from './http'
import type { Device, Page, Subject } from './types'

export type { Datastream, Device, Subject } from './types'

export const searchSubjects = (q: string, limit = 8) =>
  get<Page<Subject>>('/subjects', { q, limit })
export const findDevice = (code: string) => get<Device>(`/devices/${encodeURIComponent(code)}`)
