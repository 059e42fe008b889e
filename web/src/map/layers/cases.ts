import type { Feature } from 'geojson'
import type { CaseSummary } from '@/api/cases'
import { rankOf } from './rank'

/** Cases as points: the level's shape on a framed disc. */
export function caseFeatures(cases: Iterable<CaseSummary>): Feature[] {
  return [...cases]
    .filter((one) => one.lon !== null && one.lat !== null)
    .map((one) => ({
      type: 'Feature',
      properties: {
        kind: 'case',
        id: one.id,
        rank: rankOf(one.level),
        icon: `case:${one.level ?? 'IV'}`,
      },
      geometry: { type: 'Point', coordinates: [one.lon!, one.lat!] },
    }))
}
