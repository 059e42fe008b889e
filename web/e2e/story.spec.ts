import { expect, test, type APIRequestContext } from '@playwright/test'
import { Driver } from './driver'

/** The model district as it really runs: server, PostgreSQL, broker, devices and people. */
test.describe('against the real server', () => {
  test.skip(!process.env.YIWANG_URL, 'plays only where a demo runs')
  test.setTimeout(180_000)

  async function aClosedCase(request: APIRequestContext): Promise<number> {
    let id = 0
    await expect
      .poll(
        async () => {
          const page = await (await request.get('/api/v1/cases?state=closed')).json()
          id = page.items.at(-1)?.id ?? 0
          return id
        },
        { timeout: 150_000, intervals: [1000] },
      )
      .toBeGreaterThan(0)
    return id
  }

  test('gas in a tank becomes a case that is worked, verified, closed and scored', async ({
    page,
  }) => {
    const { given, when, then } = new Driver(page)
    await given.signedInAs('shift-lead')
    await then.url(/desk/)
    const id = await aClosedCase(page.request)

    await when.opensCase(id)

    await then.title(/甲烷/)
    await then.sees('已结案')
    for (const step of ['分拨', '派遣', '接单', '到场', '提交结果', '核查通过']) {
      await then.sees(step)
    }
    await given.at('/scores')
    await then.sees('按期结案率')
    await then.sees('100')
  })

  test('a grid worker sees the own tasks and hears of new ones', async ({ page }) => {
    const refused: string[] = []
    page.on('response', (answer) => {
      if (answer.status() >= 400 && !answer.url().endsWith('/session')) refused.push(answer.url())
    })
    const { given, then } = new Driver(page)
    await given.signedInAs('grid-worker')
    await then.url(/\/m/)
    await then.sees('我的任务')
    await page.waitForTimeout(3000)
    expect(refused).toEqual([])
  })

  test('the wall speaks English too', async ({ page }) => {
    const { given, then } = new Driver(page)
    await given.english()
    await given.signedInAs('leader')
    await given.at('/wall')
    await then.sees('Open cases')
  })
})
