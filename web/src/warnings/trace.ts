import { shownNumber } from '@/rules/conditions'
import { levels } from '@/theme/palette'
import { duration } from '@/time/format'

/** A trace as rows to read: the engine's record differs by rule kind, so it is shown as it is. */
export interface TraceRow {
  name: string
  value: unknown
  depth: number
}

/** A list of flat records (predicates, readings) reads best as a table. */
export interface TraceTable {
  name: string
  columns: string[]
  rows: TraceRow[][]
}

/** What a reader looks for first; whatever else the engine notes comes after. */
const order = ['path', 'device', 'subject', 'property', 'holds', 'value', 'unit', 'limit']
const headOrder = ['fromMillis', 'toMillis']
/** Columns that are in the unit their record names. */
const measured = ['value', 'limit', 'extreme', 'sinceValue']
const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)
const rank = (column: string) => (order.indexOf(column) + order.length + 1) % (order.length + 1)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Splits a trace into its tables and the rest. */
export function splitTrace(trace: Record<string, unknown>): {
  rest: TraceRow[]
  tables: TraceTable[]
} {
  const isTable = (value: unknown): value is Record<string, unknown>[] =>
    Array.isArray(value) && value.length > 0 && value.every(isRecord)
  const tables = Object.entries(trace).flatMap(([name, value]) => {
    if (!isTable(value)) return []
    // A datastream's number says nothing to a reader; its property is there.
    const columns = [...new Set(value.flatMap(Object.keys))]
      .filter((column) => column !== 'series' && column !== 'unit')
      .filter((column) => value.some((record) => !isEmpty(record[column])))
      .sort((a, b) => rank(a) - rank(b))
    const cell = (record: Record<string, unknown>, column: string): TraceRow => {
      const inner = record[column]
      if (measured.includes(column) && typeof inner === 'number' && record.unit)
        return { name: column, value: shownNumber(inner, String(record.unit)), depth: 0 }
      return {
        name: column,
        value: typeof inner === 'object' && inner !== null ? JSON.stringify(inner) : inner,
        depth: 0,
      }
    }
    return [
      { name, columns, rows: value.map((record) => columns.map((column) => cell(record, column))) },
    ]
  })
  const place = (name: string) =>
    (headOrder.indexOf(name) + headOrder.length + 1) % (headOrder.length + 1)
  const rest = Object.entries(trace)
    .filter(([, value]) => !isTable(value) && !isEmpty(value))
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => [name, name === 'millisInLevel' ? spells(value) : value] as const)
    .filter(([, value]) => value !== '')
  return { rest: traceRows(Object.fromEntries(rest)), tables }
}

/** How long each level was held, worst first; one that was only reached is left out. */
function spells(held: unknown): string {
  return levels
    .map((level) => [level, Number((held as Record<string, number>)[level] ?? 0)] as const)
    .filter(([, millis]) => millis > 0)
    .map(([level, millis]) => `${level} ${duration(millis / 1000)}`)
    .join(' · ')
}

const deepest = 4

/** `{window: {from, to}}` becomes the rows window, from, to; a list numbers its members. */
export function traceRows(trace: unknown, depth = 0): TraceRow[] {
  if (typeof trace !== 'object' || trace === null) return []
  return Object.entries(trace).flatMap(([name, value]): TraceRow[] => {
    const label = Array.isArray(trace) ? `${Number(name) + 1}.` : name
    if (typeof value !== 'object' || value === null) return [{ name: label, value, depth }]
    const isShort = Object.values(value).every(
      (inner) => typeof inner !== 'object' || inner === null,
    )
    if (Array.isArray(value) && isShort) return [{ name: label, value: value.join(', '), depth }]
    if (depth >= deepest) return [{ name: label, value: JSON.stringify(value), depth }]
    return [{ name: label, value: undefined, depth }, ...traceRows(value, depth + 1)]
  })
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** Milliseconds if a value of the trace is a moment: an ISO time, or a number under a name in …Millis. */
export function momentOf(row: TraceRow): number | null {
  if (typeof row.value === 'string' && isoTime.test(row.value)) return Date.parse(row.value)
  if (typeof row.value === 'number' && /millis$/i.test(row.name)) return row.value
  return null
}
