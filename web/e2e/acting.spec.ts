import { test } from '@playwright/test'
import { Driver } from './driver'

test.skip(!!process.env.YIWANG_URL, 'moves made-up cases that only the contract server has')

test.beforeEach(async ({ page }) => void (await page.request.post('/api/v1/__fake/reset')))

test('a click and Enter take the next step of a case, inputs are asked for', async ({ page }) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await given.at('/desk?q=JB20261120-0002')
  await then.rows(1)
  await when.choosesRow(0)
  await then.button('下一步：分拨 ⏎')
  await when.presses('Enter')
  await then.sees('承办单位')
})

test('a person takes a case over from the system and hands it back', async ({ page }) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await when.opensCase(1)
  await when.clicks('接手')
  await then.sees('人工处理')
  await when.clicks('交还系统')
  await then.button('接手')
})

test('when a case has moved on, the person is told and sees it as it is', async ({ page }) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await when.opensCase(1)
  await then.chain()
  await when.meets('/cases/1/actions', 409)
  await when.clicks('督办')
  await then.sees('案件刚被别人推进')
  await when.clicks('督办')
  await then.sees('已督办')
})

test('a failed first load says so and recovers by itself', async ({ page }) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await when.meets('/live/snapshot', 503)
  await given.at('/desk')
  await then.sees('案件没有取到')
  await then.rows(1)
})
