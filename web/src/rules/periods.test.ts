import { describe, expect, it } from 'vitest'
import { filled, stretch } from './periods'

describe('periods', () => {
  it('end now', () => {
    const now = Date.parse('2026-11-21T08:00:00Z')
    expect(stretch('week', now)).toEqual({
      from: '2026-11-14T08:00:00.000Z',
      to: '2026-11-21T08:00:00.000Z',
    })
  })

  it('keep the place of days without an episode, across the end of a month', () => {
    const days = filled(
      [
        { day: '2026-11-29', n: 2 },
        { day: '2026-12-02', n: 1 },
      ],
      (day) => ({
        day,
        n: 0,
      }),
    )
    expect(days.map((each) => `${each.day} ${each.n}`)).toEqual([
      '2026-11-29 2',
      '2026-11-30 0',
      '2026-12-01 0',
      '2026-12-02 1',
    ])
    expect(filled([], (day) => ({ day }))).toEqual([])
  })
})
