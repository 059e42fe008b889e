import { get, post, remove } from './http'
import type {
  Beside,
  Checked,
  Device,
  Explanation,
  Page,
  Rule,
  RuleDecision,
  RuleDetail,
  RuleVersion,
  Time,
  Trial,
  TrialWish,
} from './types'

export type {
  Beside,
  Checked,
  Episode,
  Explanation,
  In,
  Predicate,
  Rule,
  RuleChange,
  RuleDetail,
  RuleFault,
  RuleVersion,
  Trial,
  Waiting,
  Watched,
} from './types'

const at = (rule: string) => `/rules/${encodeURIComponent(rule)}`

export const listRules = () => get<Page<Rule>>('/rules')
export const fetchRule = (rule: string) => get<RuleDetail>(at(rule))
export const checkRule = (text: string) => post<Checked>('/rules/check', { text })
export const writeRule = (text: string, note: string) => post<RuleVersion>('/rules', { text, note })
export const decide = (
  rule: string,
  what: 'shadow' | 'arm' | 'disarm' | 'approve' | 'refuse',
  decision: RuleDecision & { seen: number },
) => post<RuleDetail>(`${at(rule)}/${what}`, decision)
export const endShadow = (rule: string, seen: number) => remove(`${at(rule)}/shadow?seen=${seen}`)
export const fetchShadow = (rule: string) => get<Beside>(`${at(rule)}/shadow`)

export const startTrial = (wish: Required<TrialWish>) => post<Trial>('/trials', wish)
export const fetchTrial = (id: number) => get<Trial>(`/trials/${id}`)
export const stopTrial = (id: number) => remove(`/trials/${id}`)

export const devicesOf = (subject: number) => get<Page<Device>>('/devices', { subject })

export const explain = (
  rule: string,
  asked: { subject: number; device: string | null; at: Time; version: number | null },
) => get<Explanation>(`${at(rule)}/explain`, asked)
