import { get, post } from './http'
import type { OwnNotices } from './types'

export type { OwnNotice } from './types'

export const listNotices = (limit: number) => get<OwnNotices>('/notices', { limit })
export const markRead = (id: number) => post<void>(`/notices/${id}/read`)
export const markAllRead = () => post<void>('/notices/read')
