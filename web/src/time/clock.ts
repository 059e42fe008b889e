import { onScopeDispose, ref, type Ref } from 'vue'
import type { Clock } from '@/api/settings'

/**
 * The server's clock on this side: `now = its last word + time passed here × speed`. Everything a
 * screen says about time goes through it, so that a demo at 60 × and a browser whose own clock is
 * wrong both show the truth.
 */
let heard = { server: Date.now(), here: Date.now(), speed: 1 }

export const speed = ref(1)
/** The speed that was asked for, where the server's machine can't keep it; else null. */
export const missedSpeed = ref<number | null>(null)

export function setClock(clock: Clock, here = Date.now()) {
  heard = { server: Date.parse(clock.now), here, speed: clock.speed }
  speed.value = Math.round(clock.speed)
  missedSpeed.value = clock.speed < 0.9 * clock.wanted ? clock.wanted : null
}

/** Milliseconds since 1970 on the server's clock. */
export function serverNow(here = Date.now()): number {
  return heard.server + (here - heard.here) * heard.speed
}

const shared = ref(serverNow())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The server's now, renewed once a second by one timer for all users of a page. */
export function useNow(): Readonly<Ref<number>> {
  shared.value = serverNow()
  if (users++ === 0) timer = setInterval(() => (shared.value = serverNow()), 1000)
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer)
  })
  return shared
}
