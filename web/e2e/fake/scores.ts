import type { CaseSummary } from '../../src/api/cases'
import type { ScoreChange, Scores } from '../../src/api/scores'
import data from './city.json'
import { Random } from './random'
import { people, units } from './world'

export function scoresOf(query: URLSearchParams): Scores {
  const period = query.get('period') ?? '2026-11'
  const random = new Random(Number(period.slice(-2)) * 7)
  const kind = query.get('kind')
  const all = kind === 'unit' ? units : kind === 'person' ? people : data.streets
  const items = all.map((each, index) => {
    const cases = index === 3 ? 0 : Math.floor(random.between(8, 120))
    const onTime = Math.floor(cases * random.between(0.7, 1))
    const reworks = Math.floor(cases * random.between(0, 0.08))
    const share = (part: number) => (cases === 0 ? null : Number(((100 * part) / cases).toFixed(1)))
    return {
      of: {
        name: each.name,
        id: kind === 'area' ? (each as { code: string }).code : String((each as { id: number }).id),
      },
      values: {
        'closed-on-time': share(onTime),
        rework: share(reworks),
        'accept-minutes': cases ? Number(random.between(2, 14).toFixed(1)) : null,
        'handle-hours': cases ? Number(random.between(0.5, 6).toFixed(1)) : null,
      },
      counts: { cases, onTime, reworks },
      score: cases
        ? Number((60 + 0.4 * (share(onTime) ?? 0) - 2 * (share(reworks) ?? 0)).toFixed(1))
        : null,
    }
  })
  return { period, formulas: data.formulas, items }
}

export function changesOf(one: CaseSummary | undefined): ScoreChange[] {
  if (one?.state !== 'closed') return []
  return [
    {
      kind: 'area',
      of: { id: '500105100', name: data.streets[9]!.name },
      formula: 'closed-on-time',
      before: 91.2,
      after: 91.4,
    },
    {
      kind: 'unit',
      of: { id: '2', name: units[1]!.name },
      formula: 'closed-on-time',
      before: 88.9,
      after: 89.3,
    },
    {
      kind: 'person',
      of: { id: '9', name: people[8]!.name },
      formula: 'accept-minutes',
      before: 6.1,
      after: 5.7,
    },
  ]
}
