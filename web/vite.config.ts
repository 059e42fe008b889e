import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { ownFonts } from './build/ownFonts.ts'
import { offlineShell } from './build/offlineShell.ts'

const server = process.env.YIWANG_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    vue(),
    ownFonts(),
    offlineShell({ page: 'src/phone/PhonePage.vue', worker: 'src/phone/worker.js' }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // MapLibre alone is larger than Vite's default warning; it loads only where there is a map.
    chunkSizeWarningLimit: 1300,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': server } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'e2e/fake/**/*.test.ts'],
  },
})
