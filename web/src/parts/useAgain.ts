import { onScopeDispose, watch } from 'vue'
import { Problem } from '@/api/http'

const firstPauseMillis = 3_000
const longestPauseMillis = 60_000

/**
 * Loads again by itself while the last attempt has failed: after 3 s, 6 s, … up to a minute, and at
 * once when the browser finds its network again. The button of the failed page is for the impatient.
 */
export function useAgain(failed: () => boolean, load: () => Promise<unknown>) {
  let pause = firstPauseMillis
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTrying = false
  let isOver = false

  function wait() {
    clearTimeout(timer)
    if (isOver) return
    timer = setTimeout(attempt, pause)
    pause = Math.min(pause * 2, longestPauseMillis)
  }
  async function attempt() {
    if (!failed() || isTrying) return
    isTrying = true
    await load()
    isTrying = false
    if (failed()) wait()
    else pause = firstPauseMillis
  }
  // At once, not after the next drawing: a load that clears its failure and fails again is seen as two.
  watch(failed, (is) => is && !isTrying && wait(), { immediate: true, flush: 'sync' })
  addEventListener('online', attempt)
  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
    removeEventListener('online', attempt)
  })
}

/** Whether the same request may well succeed later: the network, an overload, a server that starts. */
export const mayPass = (failure: unknown) =>
  failure instanceof Problem
    ? failure.status === 0 || failure.status === 429 || failure.status >= 500
    : failure !== null && failure !== undefined

/** Loads every so many seconds while somebody can see the page. */
export function useEvery(seconds: number, load: () => unknown) {
  const timer = setInterval(() => document.visibilityState === 'visible' && load(), seconds * 1000)
  onScopeDispose(() => clearInterval(timer))
}
