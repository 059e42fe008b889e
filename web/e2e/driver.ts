import { expect, type Page } from '@playwright/test'
import type { Settings } from '../src/api/settings'

/** What a person at a screen does and sees. Tests speak through it and never touch the page directly. */
export class Driver {
  readonly given
  readonly when
  readonly then

  constructor(readonly page: Page) {
    this.given = {
      /** Signs in as the first sample person with the role, by the cards of the sign-in page. */
      signedInAs: async (role: string) => {
        const settings = (await (await page.request.get('/api/v1/settings')).json()) as Settings
        const sample = settings.logins?.find((each) => each.role === role)
        if (!sample) throw new Error(`no sample login with the role ${role}`)
        await page.goto('/sign-in')
        await page.locator('.sample', { hasText: sample.login }).first().click()
        await expect(page).not.toHaveURL(/sign-in/)
      },
      signedOut: async () => {
        await page.context().clearCookies()
        await page.goto('/sign-in')
      },
      at: async (path: string) => void (await page.goto(path)),
      english: async () => page.addInitScript(() => localStorage.setItem('yiwang.lang', 'en')),
      offline: async () => page.context().setOffline(true),
      aPosition: async (longitude: number, latitude: number) => {
        await page.context().grantPermissions(['geolocation'])
        await page.context().setGeolocation({ longitude, latitude })
      },
    }
    this.when = {
      presses: (key: string) => page.keyboard.press(key),
      types: (label: string | RegExp, text: string) => page.getByLabel(label).first().fill(text),
      clicks: (name: string | RegExp) =>
        page.getByRole('button', { name, exact: true }).first().click(),
      follows: (name: string | RegExp) => page.getByRole('link', { name }).first().click(),
      opensCase: (id: number) => page.goto(`/cases/${id}`),
      writesAtTheEnd: async (text: string) => {
        await page.locator('.cm-content').click()
        await page.keyboard.press('Control+End')
        await page.keyboard.type(text)
      },
      erases: async (letters: number) => {
        for (let n = 0; n < letters; n++) await page.keyboard.press('Backspace')
      },
      answers: async (text: string, name: string) => {
        await page.getByRole('dialog').getByRole('textbox').fill(text)
        await page.getByRole('dialog').getByRole('button', { name }).click()
      },
      confirms: (name: string) =>
        page.getByRole('dialog').getByRole('button', { name, exact: true }).click(),
      opensTab: (name: RegExp) => page.getByRole('tab', { name }).click(),
      choosesRow: (nth: number) => page.locator('aside li button').nth(nth).click(),
      searches: async (text: string) => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').fill(text)
      },
      takesPhoto: async () =>
        page
          .locator('input[type=file]')
          .first()
          .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: onePixel }),
      meets: (path: string, status: number) =>
        page.request.post('/api/v1/__fake/refuse', { data: { path, status, times: 1 } }),
      comesOnline: () => page.context().setOffline(false),
      reloads: () => page.reload(),
      ticks: (label: RegExp) => page.getByRole('checkbox', { name: label }).click(),
    }
    this.then = {
      title: (text: string | RegExp) =>
        expect(page.getByRole('heading', { level: 1 })).toContainText(text),
      sees: (text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible(),
      secret: async () => (await page.locator('.secret').textContent()) ?? '',
      mayNot: (name: RegExp) => expect(page.getByRole('button', { name })).toBeDisabled(),
      seesNot: (text: string | RegExp) => expect(page.getByText(text)).toHaveCount(0),
      url: (part: RegExp) => expect(page).toHaveURL(part),
      rows: async (atLeast: number) =>
        expect
          .poll(() => page.locator('aside li:not(.ghost)').count())
          .toBeGreaterThanOrEqual(atLeast),
      chain: async () => expect(page.locator('.chain li')).toHaveCount(12),
      /** Nothing makes the page wider than the window. */
      fits: async () =>
        expect
          .poll(() =>
            // Not innerWidth: that of a phone grows with what runs over the edge.
            page.evaluate(() => {
              const { scrollWidth, clientWidth } = document.documentElement
              return scrollWidth - clientWidth
            }),
          )
          .toBeLessThanOrEqual(0),
      link: (name: string | RegExp) =>
        expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible(),
      button: (name: string | RegExp) =>
        expect(page.getByRole('button', { name, exact: true }).first()).toBeVisible(),
    }
  }
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
