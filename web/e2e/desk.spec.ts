import { expect, test } from '@playwright/test'
import { Driver } from './driver'

test('an operator signs in, sees the queue worst first and opens a case by its keys', async ({
  page,
}) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await then.url(/\/desk/)
  await then.rows(1)
  await when.presses('j')
  await then.url(/pick=case/)
  await when.presses('o')
  await then.url(/\/cases\/\d+/)
  await then.chain()
})

test('everything has an address: a filtered queue survives a reload', async ({ page }) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await then.rows(1)
  await when.types(/筛选案件/, 'nothing-is-called-so')
  await then.sees('没有符合筛选的案件')
  await then.url(/q=nothing/)
  await when.reloads()
  await then.sees('没有符合筛选的案件')
  await when.clicks('清除筛选')
  await then.rows(1)
})

test('a link of the chain opens its evidence and is in the address', async ({ page }) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await then.rows(1)
  await when.presses('j')
  await when.presses('o')
  await then.chain()
  await when.clicks(/^立案/)
  await then.url(/link=file/)
})

test('Ctrl K finds a page by its name', async ({ page }) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await when.searches('评分')
  await then.sees('页面')
  await when.presses('Enter')
  await then.url(/\/scores/)
})

test('the other language is one click away and is remembered', async ({ page }) => {
  const { given, when, then } = new Driver(page)
  await given.signedInAs('operator')
  await when.clicks('EN')
  await then.sees('Warnings')
  await when.reloads()
  await then.sees('Warnings')
})

test('warnings, scores and the wall open without an error', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const { given, then } = new Driver(page)
  await given.signedInAs('operator')
  await given.at('/warnings')
  await then.title('预警')
  await given.at('/scores')
  await then.title('评分')
  await given.at('/wall')
  await then.sees('最要紧的三件')
  await given.at('/no-such-page')
  await then.sees('没有这个页面')
  expect(errors).toEqual([])
})

test('who is not signed in is asked to, and comes back to where he wanted to go', async ({
  page,
}) => {
  const { given, then } = new Driver(page)
  await given.at('/scores')
  await then.url(/sign-in\?to=\/scores/)
})

for (const width of [390, 820, 1024])
  test(`no page runs over the edge of a window of ${width} pixels`, async ({ page }) => {
    const { given, then } = new Driver(page)
    await page.setViewportSize({ width, height: 844 })
    await given.signedInAs('operator')
    for (const path of ['/desk', '/cases/1', '/warnings', '/warnings/1', '/scores']) {
      await given.at(path)
      await page.waitForLoadState('load')
      await then.fits()
    }
  })
