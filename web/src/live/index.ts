import { computed, onScopeDispose, readonly, ref, shallowRef } from 'vue'
import { fetchSnapshot, type LiveEvents } from '@/api/live'
import { setClock } from '@/time/clock'
import { applyEvent, applySnapshot, emptyState } from './state'
import { openStream } from './stream'

/** After so long without a word (the server's clock ticks every few seconds) data counts as old. */
export const staleAfterMillis = 10_000
const retryMillis = 3_000
const lossesBeforeSnapshot = 4

export const live = emptyState()

const phase = ref<'idle' | 'loading' | 'live' | 'failed'>('idle')
const heardAt = ref(0)
const hereNow = ref(Date.now())
const failure = shallowRef<unknown>(null)
export const liveArea = ref<string | null>(null)

export const livePhase = readonly(phase)
export const liveFailure = readonly(failure)
/** Seconds since the stream last spoke, by the wall clock here. */
export const silentSeconds = computed(() =>
  phase.value === 'live' ? Math.max(0, Math.floor((hereNow.value - heardAt.value) / 1000)) : 0,
)
export const isStale = computed(() => silentSeconds.value * 1000 >= staleAfterMillis)

type ReadingsListener = (readings: LiveEvents['readings']) => void
const readingsListeners = new Map<ReadingsListener, number[]>()

let users = 0
let losses = 0
let generation = 0
let lastEventId: string | null = null
let endStream: () => void = () => {}
let ticking: ReturnType<typeof setInterval> | undefined

/** Keeps the city's state current while the calling page lives; pages share one stream. */
export function useLive(area: string | null = liveArea.value) {
  if (users++ === 0) {
    ticking = setInterval(() => (hereNow.value = Date.now()), 1000)
    void load(area)
  } else if (area !== liveArea.value) void load(area)
  onScopeDispose(() => {
    if (--users > 0) return
    generation++
    endStream()
    clearInterval(ticking)
    phase.value = 'idle'
  })
}

/** Shows another area: a new snapshot, then its deltas. */
export function watchArea(area: string | null) {
  if (users > 0 && area !== liveArea.value) void load(area)
  else liveArea.value = area
}

/** Hears the readings of these datastreams until the returned function is called. */
export function hearReadings(series: number[], listener: ReadingsListener): () => void {
  if (series.length === 0) return () => {}
  readingsListeners.set(listener, series)
  reconnect()
  return () => {
    readingsListeners.delete(listener)
    reconnect()
  }
}

export const retryLive = () => load(liveArea.value)

async function load(area: string | null) {
  const mine = ++generation
  liveArea.value = area
  endStream()
  if (phase.value !== 'live') phase.value = 'loading'
  try {
    const snapshot = await fetchSnapshot(area)
    if (mine !== generation) return
    setClock(snapshot.clock)
    applySnapshot(live, snapshot)
    lastEventId = snapshot.eventId
    heardAt.value = hereNow.value = Date.now()
    phase.value = 'live'
    reconnect()
  } catch (cause) {
    if (mine !== generation) return
    failure.value = cause
    // What is on the screen stays and is marked as old; a first load says that it failed.
    if (phase.value !== 'live') phase.value = 'failed'
    setTimeout(() => mine === generation && load(area), retryMillis)
  }
}

function reconnect() {
  endStream()
  if (phase.value !== 'live') return
  endStream = openStream({
    area: liveArea.value,
    series: [...new Set([...readingsListeners.values()].flat())].sort((a, b) => a - b),
    after: lastEventId,
    onEvent(name, data, id) {
      heardAt.value = hereNow.value = Date.now()
      losses = 0
      if (id) lastEventId = id
      if (name === 'reset') void load(liveArea.value)
      else if (name === 'clock') setClock(data as LiveEvents['clock'])
      else if (name === 'readings')
        readingsListeners.forEach((_, listener) => listener(data as LiveEvents['readings']))
      else applyEvent(live, name, data)
    },
    onLost() {
      hereNow.value = Date.now()
      // The stream can't say why it fails. Asking for a snapshot can: an ended session leads to the
      // sign-in page, a server that was restored from a backup gives its own state.
      if (++losses % lossesBeforeSnapshot === 0) void load(liveArea.value)
    },
  })
}
