import type { CaseSummary } from '@/api/cases'
import type { Level } from '@/api/common'
import type { Session } from '@/api/session'
import { isWithin, type Bounds } from '@/map/geometry'
import { rankOf } from '@/map/layers/rank'

export const tabs = ['mine', 'centre', 'all'] as const
export type Tab = (typeof tabs)[number]

export interface QueueFilter {
  tab: Tab
  levels: Level[]
  text: string
  /** Code of an area; areas beneath it count as in it. */
  area: string | null
  /** Only what the map shows now. */
  bounds: Bounds | null
}

type User = Session['user']

/** Mine: I have it, or it lies with my own unit and nobody there has it yet. */
const isMine = (one: CaseSummary, user: User) =>
  one.person
    ? one.person.id === (user.person ?? user.id)
    : one.unit !== null && one.unit.id === user.unit?.id

/** My centre's: filed at or sent to the unit I sit in. */
const isOfMyCentre = (one: CaseSummary, user: User) =>
  !!user.unit && (one.centre?.id === user.unit.id || one.unit?.id === user.unit.id)

export function isInTab(one: CaseSummary, tab: Tab, user: User): boolean {
  return tab === 'all' || (tab === 'mine' ? isMine(one, user) : isOfMyCentre(one, user))
}

export function matches(one: CaseSummary, filter: Omit<QueueFilter, 'tab'>): boolean {
  const { levels, text, area, bounds } = filter
  if (levels.length > 0 && (one.level === null || !levels.includes(one.level))) return false
  // Codes of areas nest by prefix: 500105 district, 500105100 town, 500105100003012 grid.
  if (area && !one.area.code.startsWith(area)) return false
  if (bounds && (one.lon === null || one.lat === null || !isWithin(bounds, one.lon, one.lat)))
    return false
  const wanted = text.trim().toLowerCase()
  return (
    wanted === '' ||
    [
      one.number,
      one.title.zh,
      one.title.en,
      one.place,
      one.person?.name ?? '',
      one.unit?.name ?? '',
    ]
      .join(' ')
      .toLowerCase()
      .includes(wanted)
  )
}

/** Worst first: what is over its time, then by level, then what is due first; suspended last. */
export function byUrgency(now: number) {
  const due = (one: CaseSummary) => (one.dueAt ? Date.parse(one.dueAt) : Infinity)
  const band = (one: CaseSummary) => (one.suspended ? 2 : due(one) < now ? 0 : 1)
  return (a: CaseSummary, b: CaseSummary) =>
    band(a) - band(b) || rankOf(b.level) - rankOf(a.level) || due(a) - due(b) || a.id - b.id
}
