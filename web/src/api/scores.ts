import { get } from './http'
import type { ScoreChange, ScoreKind, Scores } from './types'

export type { Formula, ScoreChange, ScoreKind, ScoreRow, Scores } from './types'

export const fetchScores = (query: {
  kind: ScoreKind
  period: string
  area?: string
  level?: string
}) => get<Scores>('/scores', query)
export const scoreChanges = (caseId: number) =>
  get<ScoreChange[]>('/scores/changes', { case: caseId })
