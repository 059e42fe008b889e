import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, type EffectScope } from 'vue'
import type { CaseSummary } from '@/api/cases'
import type { Warning } from '@/api/warnings'
import { live } from '@/live'
import { useCase } from './useCase'

let asked: string[]
let scope: EffectScope

const summary = (version: number) => ({ id: 7, version }) as CaseSummary
const warning = (level: string) => ({ id: 3, level }) as Warning

beforeEach(async () => {
  asked = []
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return new Response(JSON.stringify({ id: 7, version: 2, warning: { id: 3 } }), { status: 200 })
  })
  live.cases.set(7, summary(2))
  live.warnings.set(3, warning('II'))
  scope = effectScope()
  scope.run(() => useCase(() => 7))
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  await nextTick()
})
afterEach(() => {
  scope.stop()
  live.cases.clear()
  live.warnings.clear()
  vi.unstubAllGlobals()
})

test('a case is fetched again when it moved on, and not for what is known', async () => {
  live.cases.set(7, summary(2))
  await nextTick()
  expect(asked).toHaveLength(1)
  live.cases.set(7, summary(3))
  await vi.waitFor(() => expect(asked).toHaveLength(2))
})

test('a step of its plan, which moves its warning alone, is shown too', async () => {
  live.warnings.set(4, { ...warning('I'), id: 4 })
  await nextTick()
  expect(asked).toHaveLength(1)
  live.warnings.set(3, warning('II'))
  await vi.waitFor(() => expect(asked).toHaveLength(2))
})

test('so is the end of its warning', async () => {
  live.warnings.delete(3)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
})
