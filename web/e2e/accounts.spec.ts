import { test } from '@playwright/test'
import { Driver } from './driver'

/** A newcomer's way in, from the administrator's desk to a password of their own. */
test.describe('accounts against the real server', () => {
  test.skip(!process.env.YIWANG_URL, 'plays only where a demo runs')

  test('an administrator makes an account, its owner changes the password', async ({ page }) => {
    const { given, when, then } = new Driver(page)
    const login = `new.${Date.now() % 1_000_000}`
    await given.signedInAs('administrator')
    await given.at('/accounts')
    await then.sees('shiftlead')
    await when.clicks('新建账号')
    await when.types('登录名', login)
    await when.types(/^姓名$/, '新来的')
    await when.confirms('新建账号')
    await then.sees('新密码，只显示这一次')
    const first = await then.secret()

    await given.signedOut()
    await when.types('用户名', login)
    await when.types('密码', first)
    await when.clicks('登录')
    await then.url(/desk/)
    await given.at('/password')
    await when.types('现在的密码', first)
    await when.types(/^新密码/, 'a password of my own')
    await when.types('再输一遍新密码', 'a password of my own')
    await when.clicks('修改密码')
    await then.url(/desk/)

    await given.signedOut()
    await when.types('用户名', login)
    await when.types('密码', first)
    await when.clicks('登录')
    await then.sees('用户名或密码不对')
    await when.types('密码', 'a password of my own')
    await when.clicks('登录')
    await then.url(/desk/)
    // What is not theirs is not even offered.
    await given.at('/accounts')
    await then.sees('账号没有取到')
  })
})
