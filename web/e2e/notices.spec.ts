import { test } from '@playwright/test'
import { Driver } from './driver'

test.describe('against the contract server', () => {
  test.skip(!!process.env.YIWANG_URL, 'the notices are made up')

  test.beforeEach(({ page }) => page.request.post('/api/v1/__fake/reset').then(() => {}))

  test('the bell counts what is unseen, and a notice leads to its case and is seen', async ({
    page,
  }) => {
    const { given, when, then } = new Driver(page)
    await given.signedInAs('operator')
    await then.bell(2)
    await when.opensBell()
    await then.notices(['案件已超时', '化粪池甲烷升级为 II 级', '未按时接单，已改派'], 2)
    await when.choosesNotice('化粪池甲烷升级为 II 级')
    await then.url(/\/cases\/1$/)
    await then.bell(1)
    await when.reloads()
    await then.bell(1)
  })

  test('a notice that comes while the desk is open is counted at once', async ({ page }) => {
    const { given, when, then } = new Driver(page)
    await given.signedInAs('operator')
    await then.bell(2)
    await when.isTold('督办：请尽快处置', 4)
    await then.bell(3)
    await when.opensBell()
    await then.sees('督办：请尽快处置')
  })

  test('all are marked as seen in one step, and stay to be read', async ({ page }) => {
    const { given, when, then } = new Driver(page)
    await given.signedInAs('operator')
    await then.bell(2)
    await when.opensBell()
    await when.choosesNotice('全部标为已读')
    await then.bell(0)
    await when.opensBell()
    await then.notices(['案件已超时', '化粪池甲烷升级为 II 级', '未按时接单，已改派'], 0)
  })
})
