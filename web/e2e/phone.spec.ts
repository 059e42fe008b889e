import { expect, test } from '@playwright/test'
import { Driver } from './driver'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('the phone page loads no map, no charts and no desk components', async ({ page }) => {
  const loaded: string[] = []
  const { given } = new Driver(page)
  await given.signedInAs('grid-worker')
  page.on('request', (request) => loaded.push(request.url()))
  await given.at('/m')
  await page.waitForLoadState('load')
  const scripts = loaded.filter((url) => url.endsWith('.js'))
  const sizes = await Promise.all(
    scripts.map(async (url) => (await (await page.request.get(url)).body()).length),
  )
  expect(scripts.join()).not.toMatch(/maplibre|echarts|Desk|Case|Wall/)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000)
})

for (const lang of ['zh', 'en'])
  test(`no page runs over the edge of a phone in ${lang}`, async ({ page }) => {
    const { given, then } = new Driver(page)
    if (lang === 'en') await given.english()
    await given.signedInAs('grid-worker')
    for (const path of ['/m', '/m/tasks/1']) {
      await given.at(path)
      await page.waitForLoadState('networkidle')
      await then.fits()
    }
  })

test.describe('against the contract server', () => {
  test.skip(!!process.env.YIWANG_URL, 'moves made-up cases that only the contract server has')

  test('offline work is kept, survives a reload, and is sent once the network is back', async ({
    page,
  }) => {
    const { given, when, then } = new Driver(page)
    await page.request.post('/api/v1/__fake/reset')
    await given.aPosition(106.75, 29.645)
    await given.signedInAs('grid-worker')
    await then.url(/\/m/)
    await given.at('/m/tasks/1')
    await then.sees('井口照片')
    // The shell must be kept before the network goes.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.waitForTimeout(1000)
    await given.offline()
    await when.takesPhoto()
    await when.ticks(/警戒线/)
    await when.types(/手持仪读数/, '3')
    await then.sees(/离线，1 项待发送/)
    await when.reloads()
    await then.sees('处置')
    await expect(page.getByLabel(/手持仪读数/)).toHaveValue('3')
    await when.clicks('提交结果')
    await then.sees(/离线，2 项待发送/)
    await when.comesOnline()
    await then.seesNot(/待发送/)
  })

  test('the number of who reported is masked until it is asked for', async ({ page }) => {
    const { given, when, then } = new Driver(page)
    await page.request.post('/api/v1/__fake/reset')
    await given.signedInAs('grid-worker')
    await then.sees('138****0000')
    await then.seesNot('13800000000')
    await when.clicks('显示号码')
    await then.link('拨打 13800000000')
  })
})
