import type { Chain } from './cases'
import type { AreaRef, Level, Named, Page, Time } from './common'
import { get } from './http'

export interface Warning {
  id: number
  rule: string
  ruleName: Named
  level: Level
  state: 'open' | 'cleared'
  raisedAt: Time
  changedAt: Time
  clearedAt: Time | null
  subject: { id: number; code: string; name: string; kind: string; lon: number; lat: number }
  area: AreaRef
  cases: { id: number; number: string }[]
}

/** What the rule saw. The trace is the engine's own record; its shape differs by rule kind. */
export interface Finding {
  key: string
  kind: string
  level: Level | null
  time: Time
  episodeStart: Time
  trace: Record<string, unknown>
}

export interface WarningDetail extends Warning {
  chain: Chain
  findings: Finding[]
}

export const listWarnings = (query: {
  state?: 'open' | 'cleared'
  level?: string
  area?: string
  cursor?: string
}) => get<Page<Warning>>('/warnings', { limit: 50, ...query })
export const fetchWarning = (id: number) => get<WarningDetail>(`/warnings/${id}`)
