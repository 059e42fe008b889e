import { get } from './http'
import type { Page, Warning, WarningDetail } from './types'

export type { Finding, Warning, WarningDetail } from './types'

export const listWarnings = (query: {
  state?: 'open' | 'cleared'
  level?: string
  area?: string
  cursor?: string
}) => get<Page<Warning>>('/warnings', { limit: 50, ...query })
export const fetchWarning = (id: number) => get<WarningDetail>(`/warnings/${id}`)
