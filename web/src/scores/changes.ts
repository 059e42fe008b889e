import type { ScoreChange } from '@/api/scores'

/** What a case did to the scores of one area, unit or person, by formula. */
export interface ChangedScores {
  kind: ScoreChange['kind']
  of: ScoreChange['of']
  by: Record<string, { before: number | null; after: number | null }>
}

/** One row an area, unit or person, and the formulas in the order in which they were first seen. */
export function changeTable(changes: ScoreChange[]): {
  formulas: string[]
  rows: ChangedScores[]
} {
  const rows = new Map<string, ChangedScores>()
  for (const { kind, of, formula, before, after } of changes) {
    const key = `${kind}:${of.id}`
    const row = rows.get(key) ?? { kind, of, by: {} }
    row.by[formula] = { before, after }
    rows.set(key, row)
  }
  return {
    formulas: [...new Set(changes.map((change) => change.formula))],
    rows: [...rows.values()],
  }
}
