import { get, post } from './http'
import type { CaseDetail, CaseInputs, CaseState, CaseSummary, ChainLink, Page } from './types'

export type {
  Action,
  ActionInput,
  CaseDetail,
  CaseState,
  CaseSummary,
  Chain,
  ChainLink,
  Entry,
  EvidenceType,
  Link,
  PlanRun,
  Series,
} from './types'

export const caseStates = [
  'filed',
  'dispatched',
  'assigned',
  'accepted',
  'arrived',
  'handed-in',
  'rework',
  'suspended',
  'closed',
  'cancelled',
] as const satisfies readonly CaseState[]

export const chainLinks = [
  'sense',
  'detect',
  'warn',
  'plan',
  'file',
  'dispatch',
  'accept',
  'arrive',
  'handle',
  'verify',
  'close',
  'score',
] as const satisfies readonly ChainLink[]

export const listCases = (query: {
  state?: string
  area?: string
  q?: string
  from?: string
  to?: string
  sort?: 'due' | '-opened'
  limit?: number
  cursor?: string
}) => get<Page<CaseSummary>>('/cases', query)

export const fetchCase = (id: number) => get<CaseDetail>(`/cases/${id}`)

export const actOnCase = (id: number, action: string, body: CaseInputs & { version: number }) =>
  post<CaseDetail>(`/cases/${id}/actions/${action}`, body)

/** What a plan asked of a post is done. */
export const finishStep = (plan: number, place: number) =>
  post<void>(`/plans/${plan}/steps/${place}/done`, {})
