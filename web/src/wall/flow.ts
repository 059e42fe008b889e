import type { CaseState, CaseSummary } from '@/api/cases'
import type { Counts } from '@/api/live'

/** The stations of a case on the wall; rework stands with handling, as the work is to be done again. */
const stations: { name: string; states: CaseState[] }[] = [
  { name: 'file', states: ['filed'] },
  { name: 'dispatch', states: ['dispatched'] },
  { name: 'accept', states: ['assigned'] },
  { name: 'arrive', states: ['accepted'] },
  { name: 'handle', states: ['arrived', 'rework'] },
  { name: 'verify', states: ['handed-in'] },
]

export interface Station {
  name: string
  count: number
  overdue: number
  /** Things that wait here, or a total of the day at either end. */
  kind: 'in' | 'waiting' | 'out'
}

/** Today's cases from sensed to closed: what came in, what waits where and how much of it too long, what went out. */
export function flowOf(cases: Iterable<CaseSummary>, counts: Counts, now: number): Station[] {
  const open = [...cases].filter((one) => !one.suspended)
  const waiting = stations.map(({ name, states }) => {
    const here = open.filter((one) => states.includes(one.state))
    const overdue = here.filter((one) => one.dueAt && Date.parse(one.dueAt) < now).length
    return { name, count: here.length, overdue, kind: 'waiting' as const }
  })
  return [
    { name: 'sense', count: counts.openedToday, overdue: 0, kind: 'in' },
    ...waiting,
    { name: 'close', count: counts.closedToday, overdue: 0, kind: 'out' },
  ]
}
