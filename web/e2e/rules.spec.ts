import { test } from '@playwright/test'
import { Driver } from './driver'

/** A rule from its text to the shadow, on the readings of the model district. */
test.describe('rules against the real server', () => {
  test.skip(!process.env.YIWANG_URL, 'plays only where a demo runs')
  test.setTimeout(120_000)

  test('a rule is corrected, tried on the past, kept and run in the shadow', async ({ page }) => {
    const { given, when, then } = new Driver(page)
    await given.signedInAs('shift-lead')
    await then.url(/desk/)
    await given.at('/rules')
    await when.follows('化粪池甲烷超限')
    await then.sees('校验通过')

    // A slip is told with its place while it is typed.
    const slip = 'limitt: 3'
    await when.writesAtTheEnd(slip)
    await then.sees(/没有这个字段/)
    await then.mayNot(/保存为新版本/)
    await when.erases(slip.length)
    await when.writesAtTheEnd('# 按社区意见收紧')
    await then.sees('校验通过')

    await when.clicks('开始回测')
    await then.sees('条观测值')
    await then.sees('两者都有')

    await when.clicks('保存为新版本…')
    await when.answers('收紧限值', '保存')
    await then.sees('已保存为新版本')
    await when.clicks('静默试运行 v2')
    await then.sees('静默试运行已开始')
    await when.opensTab(/静默试运行/)
    await then.sees('v2 静默试运行始于')
    await when.opensTab(/沿革/)
    await then.sees('收紧限值')
    await when.reloads()
    await then.sees('收紧限值')
  })
})
