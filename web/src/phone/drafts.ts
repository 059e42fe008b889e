/** What a person has filled in but not handed in. */
export interface Draft {
  taskId: number
  answers: Record<string, unknown>
  note: string
  photoKeys: string[]
}

const nameOf = (taskId: number) => `yiwang.draft.${taskId}`

/**
 * Drafts lie in localStorage, not in the page's database: it writes before it returns, so that even
 * a page that is closed in the same moment has kept the last letter. Photos, which are large, are
 * in the database; a draft holds their keys.
 */
export function keepDraft(draft: Draft) {
  localStorage.setItem(nameOf(draft.taskId), JSON.stringify(draft))
}

export function findDraft(taskId: number): Draft | null {
  const text = localStorage.getItem(nameOf(taskId))
  return text === null ? null : (JSON.parse(text) as Draft)
}

export function dropDraft(taskId: number) {
  localStorage.removeItem(nameOf(taskId))
}
