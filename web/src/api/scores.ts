import type { Named } from './common'
import { get } from './http'

export interface Formula {
  id: string
  name: Named
  unit: string
}

export interface ScoreRow {
  of: { id?: number; code?: string; name: string }
  values: Record<string, number | null>
  counts: { cases: number; onTime: number; reworks: number }
  score: number | null
}

export interface Scores {
  period: string
  formulas: Formula[]
  items: ScoreRow[]
}

export interface ScoreChange {
  kind: ScoreKind
  of: { id?: number; code?: string; name: string }
  formula: string | Formula
  before: number | null
  after: number | null
}

export type ScoreKind = 'area' | 'unit' | 'person'

export const fetchScores = (query: { kind: ScoreKind; period: string; area?: string }) =>
  get<Scores>('/scores', query)
export const scoreChanges = (caseId: number) =>
  get<ScoreChange[]>('/scores/changes', { case: caseId })
