/** A trace as rows to read: the engine's record differs by rule kind, so it is shown as it is. */
export interface TraceRow {
  name: string
  value: unknown
  depth: number
}

const deepest = 4

/** `{window: {from, to}}` becomes the rows window, from, to; a list numbers its members. */
export function traceRows(trace: unknown, depth = 0): TraceRow[] {
  if (typeof trace !== 'object' || trace === null) return []
  return Object.entries(trace).flatMap(([name, value]): TraceRow[] => {
    const label = Array.isArray(trace) ? `${Number(name) + 1}.` : name
    if (typeof value !== 'object' || value === null) return [{ name: label, value, depth }]
    const isShort = Object.values(value).every((inner) => typeof inner !== 'object' || inner === null)
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
