import { liveEventNames, type LiveEvents } from '@/api/live'
import { queryString } from '@/api/http'

/** The part of EventSource that we use, so that a test can play the server. */
export type Source = Pick<EventSource, 'addEventListener' | 'close'>

export interface StreamOptions {
  area: string | null
  /** Datastreams whose readings are wanted as well. */
  series: number[]
  /** Event id after which to go on; null starts at the server's present. */
  after: string | null
  onEvent<N extends keyof LiveEvents>(name: N, data: LiveEvents[N], id: string): void
  onLost(): void
  connect?: (url: string) => Source
}

const firstPauseMillis = 500
const longestPauseMillis = 15_000
/** The server tells the time every five seconds: a connection this long without a word is broken. */
const longestSilenceMillis = 20_000

/**
 * The one event stream. It reconnects by itself and goes on after the last event it saw; we do
 * that by hand instead of leaving it to EventSource, which gives up for good on any HTTP error
 * and would repeat a stale `after`. Returns the function that ends it.
 */
export function openStream(options: StreamOptions): () => void {
  const connect = options.connect ?? ((url: string) => new EventSource(url))
  let after = options.after
  let pause = firstPauseMillis
  let ended = false
  let source: Source | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined

  const open = () => {
    const query = { after, area: options.area, series: options.series.join(',') }
    const current = connect('/api/v1/live' + queryString(query))
    source = current
    const lost = () => {
      if (ended || source !== current) return
      current.close()
      source = null
      clearTimeout(silence)
      options.onLost()
      // Half fixed, half random: a thousand screens must not come back in the same instant.
      timer = setTimeout(open, pause / 2 + (Math.random() * pause) / 2)
      pause = Math.min(pause * 2, longestPauseMillis)
    }
    // A cable that was pulled ends no connection; without this a screen would wait for ever.
    const awaitNextWord = () => {
      clearTimeout(silence)
      silence = setTimeout(lost, longestSilenceMillis)
    }
    awaitNextWord()
    for (const name of liveEventNames)
      current.addEventListener(name, (event: Event) => {
        if (ended || source !== current) return
        awaitNextWord()
        const { data, lastEventId } = event as MessageEvent<string>
        if (lastEventId) after = lastEventId
        pause = firstPauseMillis
        options.onEvent(name, JSON.parse(data || '{}'), lastEventId)
      })
    current.addEventListener('error', lost)
  }

  open()
  return () => {
    ended = true
    clearTimeout(timer)
    clearTimeout(silence)
    source?.close()
  }
}
