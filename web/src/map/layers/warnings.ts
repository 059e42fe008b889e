import type { Feature } from 'geojson'
import type { Warning } from '@/api/warnings'
import { rankOf } from './rank'

/** Open warnings as points. One that has a case already is shown by the case, not twice. */
export function warningFeatures(
  warnings: Iterable<Warning>,
  casesShown: ReadonlySet<number>,
): Feature[] {
  return [...warnings]
    .filter((warning) => !warning.cases.some((one) => casesShown.has(one.id)))
    .map((warning) => ({
      type: 'Feature',
      properties: {
        kind: 'warning',
        id: warning.id,
        rank: rankOf(warning.level),
        icon: `mark:${warning.level}`,
      },
      geometry: { type: 'Point', coordinates: [warning.subject.lon, warning.subject.lat] },
    }))
}
