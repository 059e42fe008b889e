/** Periods a rule is tried on. */
export const periods = ['day', 'week', 'month', 'quarter'] as const
export type Period = (typeof periods)[number]

const days: Record<Period, number> = { day: 1, week: 7, month: 30, quarter: 90 }
const dayMillis = 86_400_000

/** The stretch of time that ends now, as the server takes it. */
export function stretch(period: Period, now: number): { from: string; to: string } {
  return {
    from: new Date(now - days[period] * dayMillis).toISOString(),
    to: new Date(now).toISOString(),
  }
}

/** Every day from the first to the last, so that a day without an episode keeps its place. */
export function filled<T extends { day: string }>(
  found: T[],
  empty: (day: string) => T,
  most = 120,
): T[] {
  if (found.length === 0) return []
  const known = new Map(found.map((each) => [each.day, each]))
  const all: T[] = []
  const last = Date.parse(found.at(-1)!.day)
  for (let at = Date.parse(found[0]!.day); at <= last && all.length < most; at += dayMillis) {
    const day = new Date(at).toISOString().slice(0, 10)
    all.push(known.get(day) ?? empty(day))
  }
  return all
}
