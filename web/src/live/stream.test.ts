import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStream, type Source } from './stream'

/** Plays the server: remembers each connection and lets a test speak on the newest one. */
class FakeServer {
  urls: string[] = []
  private listeners = new Map<string, (event: Event) => void>()
  closed = 0

  connect = (url: string): Source => {
    this.urls.push(url)
    this.listeners = new Map()
    return {
      addEventListener: (name: string, listener: unknown) => {
        this.listeners.set(name, listener as (event: Event) => void)
      },
      close: () => this.closed++,
    } as Source
  }

  say(name: string, data: unknown, lastEventId = '') {
    this.listeners.get(name)!({ data: JSON.stringify(data), lastEventId } as unknown as Event)
  }

  drop() {
    this.listeners.get('error')!({} as Event)
  }
}

let server: FakeServer
let heard: [string, unknown, string][]
const start = (after: string | null, series: number[] = []) =>
  openStream({
    area: '500105',
    series,
    after,
    connect: server.connect,
    onEvent: (name, data, id) => heard.push([name, data, id]),
    onLost: () => heard.push(['lost', null, '']),
  })

beforeEach(() => {
  vi.useFakeTimers()
  server = new FakeServer()
  heard = []
})
afterEach(() => vi.useRealTimers())

test('it starts after the snapshot and asks for the wanted readings', () => {
  start('12', [3, 4])
  expect(server.urls).toEqual(['/api/v1/live?after=12&area=500105&series=3%2C4'])
})

test('after a break it goes on behind the last event it saw', () => {
  start('12')
  server.say('counts', { openCases: 1 }, '13')
  server.drop()
  vi.advanceTimersByTime(500)
  expect(server.urls[1]).toContain('after=13')
  expect(heard.map(([name]) => name)).toEqual(['counts', 'lost'])
})

test('while the server stays away the pauses grow, to fifteen seconds at most', () => {
  start(null)
  for (let broken = 0; broken < 12; broken++) {
    server.drop()
    vi.advanceTimersByTime(15_000)
  }
  expect(server.urls).toHaveLength(13)
  server.drop()
  vi.advanceTimersByTime(7_000)
  expect(server.urls).toHaveLength(13)
})

test('a connection on which nothing comes any more is given up and opened again', () => {
  start('12')
  vi.advanceTimersByTime(15_000)
  server.say('counts', { openCases: 1 }, '13')
  vi.advanceTimersByTime(19_000)
  expect(server.urls).toHaveLength(1)
  vi.advanceTimersByTime(1_500)
  expect(server.closed).toBe(1)
  expect(server.urls[1]).toContain('after=13')
})

test('once ended it neither hears nor comes back', () => {
  const end = start(null)
  end()
  server.say('counts', {}, '1')
  server.drop()
  vi.advanceTimersByTime(60_000)
  expect(heard).toEqual([])
  expect(server.urls).toHaveLength(1)
})
