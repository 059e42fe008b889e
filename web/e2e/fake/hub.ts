import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LiveEvents } from '../../src/api/live'

interface Listener {
  response: ServerResponse
  series: number[]
}

/** The event stream of the fake: numbered, kept for resuming, `reset` for whoever is too late. */
export class Hub {
  private readonly listeners = new Set<Listener>()
  private readonly kept: { id: number; text: string }[] = []
  lastId = 100

  join(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
    response.write('retry: 1000\n\n')
    const after = Number(request.headers['last-event-id'] ?? query.get('after') ?? this.lastId)
    const first = this.kept[0]?.id ?? this.lastId + 1
    if (after + 1 < first) response.write('event: reset\ndata: {}\n\n')
    else for (const each of this.kept) if (each.id > after) response.write(each.text)
    const series = (query.get('series') ?? '').split(',').filter(Boolean).map(Number)
    const listener = { response, series }
    this.listeners.add(listener)
    response.on('close', () => this.listeners.delete(listener))
  }

  say<N extends keyof LiveEvents>(name: N, data: LiveEvents[N]) {
    const id = ++this.lastId
    const text = `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
    this.kept.push({ id, text })
    if (this.kept.length > 500) this.kept.shift()
    for (const { response } of this.listeners) response.write(text)
  }

  /** Readings go only to those who asked for the series, and are not kept. */
  sayReadings(valueOf: (series: number) => [number, number]) {
    for (const { response, series } of this.listeners) {
      if (series.length === 0) continue
      const readings = series.map((id) => [id, ...valueOf(id)])
      response.write(`event: readings\ndata: ${JSON.stringify(readings)}\n\n`)
    }
  }

  dropAll() {
    for (const { response } of this.listeners) response.destroy()
  }
}
