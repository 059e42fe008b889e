import { test } from '@playwright/test'
import { Driver } from './driver'

test.describe('against the contract server', () => {
  test.skip(!!process.env.YIWANG_URL, 'the scores are made up')

  test('another month shows its own scores, is in the address and survives a reload', async ({
    page,
  }) => {
    const { given, when, then } = new Driver(page)
    await given.signedInAs('operator')
    await given.at('/scores')
    await then.month('2026-11')
    const now = await then.scoresOtherThan([])
    await when.choosesMonth('2026-09')
    await then.url(/period=2026-09/)
    const september = await then.scoresOtherThan(now)
    await when.reloads()
    await then.month('2026-09')
    await then.scores(september)
    await when.clicks('单位')
    await then.month('2026-09')
    await then.url(/period=2026-09/)
  })

  test('the last twelve months are offered, and an older one that an address names', async ({
    page,
  }) => {
    const { given, then } = new Driver(page)
    await given.signedInAs('operator')
    await given.at('/scores')
    await then.months(['2026-11', '2026-10'], 12)
    await given.at('/scores?period=2024-02')
    await then.month('2024-02')
    await then.months(['2026-11'], 13)
  })
})
