// Starts the contract server: `npm run fake`, with PORT (8080) and FAKE_SPEED (20) if wanted.
// Node 20 can't read TypeScript; Vite, which is here anyway, can.
import { runnerImport } from 'vite'

const { module } = await runnerImport('./e2e/fake/server.ts', { configFile: './vite.config.ts' })
const port = await module.start({
  port: Number(process.env.PORT ?? 8080),
  speed: Number(process.env.FAKE_SPEED ?? 20),
})
console.log(`ready http://127.0.0.1:${port}`)
