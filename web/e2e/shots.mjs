// Takes pictures of every page: `npm run shots [-- OUT_DIR [PAGE…]]`, against the server at YIWANG_URL.
// Headless Chromium draws the map by software, so that no graphics card is needed.
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'

const url = process.env.YIWANG_URL ?? 'http://127.0.0.1:8080'
const [out = 'test-results/shots', ...wanted] = process.argv.slice(2)
mkdirSync(out, { recursive: true })

const sizes = { desk: [1440, 900], wall: [1920, 1080], phone: [390, 844] }
const pages = [
  ['sign-in', null, '/sign-in', 'desk'],
  ['desk', 'operator', '/desk', 'desk'],
  ['desk-card', 'operator', '/desk?pick=case:1&at=106.754,29.645,14.6', 'desk'],
  ['case', 'operator', '/cases/1', 'desk'],
  ['case-closed', 'operator', '/cases/9?link=arrive', 'desk'],
  ['warnings', 'operator', '/warnings', 'desk'],
  ['warning', 'operator', '/warnings/1', 'desk'],
  ['scores', 'operator', '/scores', 'desk'],
  ['wall', 'operator', '/wall', 'wall'],
  ['phone', 'worker', '/m', 'phone'],
  ['phone-work', 'worker', '/m/tasks/1', 'phone'],
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
  ],
})
for (const [name, login, path, face] of pages) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const lang of process.env.LANGS?.split(',') ?? ['zh', 'en']) {
    const [width, height] = sizes[face]
    const context = await browser.newContext({ viewport: { width, height }, baseURL: url })
    await context.addInitScript((chosen) => localStorage.setItem('yiwang.lang', chosen), lang)
    if (login) {
      const settings = await (await context.request.get('/api/v1/settings')).json()
      const role = login === 'worker' ? 'grid-worker' : login
      const sample =
        settings.logins.find((each) => each.login === login) ??
        settings.logins.find((each) => each.role === role)
      await context.request.post('/api/v1/session', {
        data: { login: sample.login, password: sample.password },
      })
    }
    const page = await context.newPage()
    page.on('pageerror', (error) => console.log(`${name} ${lang}: ${error.message}`))
    page.on(
      'console',
      (message) => message.type() === 'error' && console.log(`${name} ${lang}: ${message.text()}`),
    )
    await page.goto(path)
    await page.waitForTimeout(Number(process.env.WAIT ?? 3500))
    await page.screenshot({ path: `${out}/${name}-${lang}.png` })
    await context.close()
  }
}
await browser.close()
