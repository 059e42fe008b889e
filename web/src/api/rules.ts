import type { AreaRef, Level, Named, Page, Time } from './common'
import { get, post, remove } from './http'
import type { Device } from './registry'

/** A decision that waits for a second person; version 0 asks for the rule to be disarmed. */
export interface Waiting {
  version: number
  by: string
  mine: boolean
}

export interface Rule {
  id: string
  version: number
  name: Named
  subjectKind: string
  kindName: Named
  about: string
  levels: Level[]
  track: string | null
  armed: number | null
  shadow: number | null
  shadowSince: Time | null
  waiting: Waiting | null
  newest: number
  /** Episodes that began in the last seven days, raised and only noted. */
  week: number
  shadowWeek: number
  /** Number of the last change: sent back with a decision. */
  seen: number
}

export interface RuleVersion {
  rule: string
  version: number
  text: string
  track: string | null
  note: string
  author: string
  madeAt: Time
}

export interface RuleChange {
  id: number
  at: Time
  what: string
  version: number | null
  who: string
  reason: string
}

export interface RuleDetail {
  rule: Rule
  versions: RuleVersion[]
  changes: RuleChange[]
  twoPersons: boolean
}

export interface Watched {
  property: string
  lines: { level: Level; value: number; unit: string }[]
}

/** One thing wrong in a text; lines and columns count from 1. */
export interface RuleFault {
  line: number
  column: number
  field: string
  reason: string
  suggestion: string
}

export interface Checked {
  rule: {
    id: string
    name: Named
    subjectKind: string
    levels: Level[]
    subjects: number
    watched: Watched[]
  } | null
  errors: RuleFault[]
}

/** Where an episode of two runs side by side was seen: here, there, or in both. */
export type In = 'both' | 'ours' | 'other'

export interface Episode {
  key: string
  subject: { id: number; code: string; name: string }
  device: string | null
  /** Where it is; what it is about, where the rule judges areas. */
  area: AreaRef
  aboutArea: boolean
  level: Level
  start: Time
  end: Time | null
  in: In
}

export interface Beside {
  from: Time
  to: Time
  both: number
  ours: number
  other: number
  episodes: Episode[]
}

export interface Trial {
  id: number
  rule: string
  state: 'running' | 'done' | 'stopped' | 'failed'
  progress: number
  compared: boolean
  watched: Watched[]
  effort: { readings: number; judged: number; cpuMillis: number; problems: string[] } | null
  days: { day: string; ours: number; other: number }[]
  found: Beside | null
}

const at = (rule: string) => `/rules/${encodeURIComponent(rule)}`

export const listRules = () => get<Page<Rule>>('/rules')
export const fetchRule = (rule: string) => get<RuleDetail>(at(rule))
export const checkRule = (text: string) => post<Checked>('/rules/check', { text })
export const writeRule = (text: string, note: string) => post<RuleVersion>('/rules', { text, note })
export const decide = (
  rule: string,
  what: 'shadow' | 'arm' | 'disarm' | 'approve' | 'refuse',
  decision: { version?: number; reason?: string; seen: number },
) => post<RuleDetail>(`${at(rule)}/${what}`, decision)
export const endShadow = (rule: string, seen: number) => remove(`${at(rule)}/shadow?seen=${seen}`)
export const fetchShadow = (rule: string) => get<Beside>(`${at(rule)}/shadow`)

export const startTrial = (wish: {
  text: string
  from: Time
  to: Time
  compareWith: number | null
}) => post<Trial>('/trials', wish)
export const fetchTrial = (id: number) => get<Trial>(`/trials/${id}`)
export const stopTrial = (id: number) => remove(`/trials/${id}`)

export const devicesOf = (subject: number) => get<Page<Device>>('/devices', { subject })

/** One condition at the moment asked for. */
export interface Predicate {
  path: string
  holds: boolean
  value: number | null
  limit: number | null
  unit: string | null
  sinceMillis: number | null
}

export interface Explanation {
  rule: string
  ruleVersion: number
  timeMillis: number
  level: Level | null
  trace: { predicates: Predicate[]; note: string | null }
}

export const explain = (
  rule: string,
  asked: { subject: number; device: string | null; at: Time; version: number | null },
) => get<Explanation>(`${at(rule)}/explain`, asked)
