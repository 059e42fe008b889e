import type { Named, Time } from './common'
import { get, post } from './http'

/** A notice to a post that the reader holds. */
export interface OwnNotice {
  id: number
  at: Time
  title: Named
  link: string
  post: string
  read: boolean
}

export const listNotices = (limit: number) =>
  get<{ items: OwnNotice[]; next: string | null; unread: number }>('/notices', { limit })
export const markRead = (id: number) => post<void>(`/notices/${id}/read`)
export const markAllRead = () => post<void>('/notices/read')
