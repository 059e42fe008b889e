/** How a case stands against its deadline. */
export interface TimeLeft {
  /** Seconds until it is due; negative when overdue; null without a limit or while suspended. */
  seconds: number | null
  /** Share of the limit used up, 0 to 1. */
  used: number
  mood: 'calm' | 'soon' | 'over' | 'none'
}

/** The last quarter of the limit is "soon". */
const soonShare = 0.75

export function timeLeft(
  one: { dueAt: string | null; limitSeconds?: number | null; suspended?: boolean },
  now: number,
): TimeLeft {
  if (!one.dueAt || one.suspended) return { seconds: null, used: 0, mood: 'none' }
  const seconds = (Date.parse(one.dueAt) - now) / 1000
  const limit = one.limitSeconds ?? 0
  const used = limit > 0 ? Math.min(1, Math.max(0, 1 - seconds / limit)) : seconds < 0 ? 1 : 0
  return { seconds, used, mood: seconds < 0 ? 'over' : used >= soonShare ? 'soon' : 'calm' }
}
