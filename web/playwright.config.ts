import { defineConfig } from '@playwright/test'

// Against the server at YIWANG_URL if there is one, else against the contract server of e2e/fake.
const given = process.env.YIWANG_URL
const port = 18091

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: given ?? `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'UTC',
    launchOptions: {
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
    },
  },
  ...(given
    ? {}
    : {
        webServer: {
          command: 'node e2e/fake/run.mjs',
          url: `http://127.0.0.1:${port}/api/v1/settings`,
          env: { PORT: String(port), FAKE_SPEED: '20' },
          timeout: 60_000,
        },
      }),
})
