import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '@/api/http'
import type { Task } from '@/api/tasks'
import { dropDraft, findDraft, keepDraft } from './drafts'
import { discard, flush, retryRefused, type Door } from './outbox'
import { PhoneStore, type Waiting } from './store'

/** A server that remembers what it did by key, as the real one does, and can lose its answers. */
class FakeServer implements Door {
  done: string[] = []
  bodies: Record<string, unknown> = {}
  photos = new Map<string, number>()
  fail: (key: string) => Problem | null = () => null
  losesAnswerOf: string | null = null

  async sendPhoto(photo: Waiting) {
    this.stop(photo.key)
    if (!this.photos.has(photo.key)) this.photos.set(photo.key, 100 + this.photos.size)
    this.lose(photo.key)
    return { id: this.photos.get(photo.key)! }
  }

  async sendStep(taskId: number, _step: string, body: { key: string }) {
    this.stop(body.key)
    if (!this.done.includes(body.key)) {
      this.done.push(body.key)
      this.bodies[body.key] = body
    }
    this.lose(body.key)
    return { id: taskId } as Task
  }

  private stop(key: string) {
    const problem = this.fail(key)
    if (problem) throw problem
  }

  private lose(key: string) {
    if (this.losesAnswerOf === key) {
      this.losesAnswerOf = null
      throw new Problem(0, 'network')
    }
  }
}

const item = (key: string, change: Partial<Waiting> = {}): Waiting => ({
  key,
  kind: 'accept',
  taskId: 1,
  title: 't',
  at: '2026-11-20T02:00:00Z',
  lon: 106.5,
  lat: 29.6,
  state: 'waiting',
  ...change,
})
const photo = (key: string) => item(key, { kind: 'photo', bytes: new ArrayBuffer(8) })

let store: PhoneStore
let server: FakeServer
let run = 0
beforeEach(async () => {
  store = await PhoneStore.open(`test-${run++}`)
  server = new FakeServer()
})
afterEach(() => store.close())
const keysLeft = async () => (await store.outbox()).map((each) => each.key)

test('steps go in the order in which they were made', async () => {
  await store.add([item('a'), item('b', { kind: 'arrive' }), item('c', { taskId: 2 })])
  expect(await flush(store, server)).toBe('empty')
  expect(server.done).toEqual(['a', 'b', 'c'])
  expect(await keysLeft()).toEqual([])
})

test('photos go first and the hand-in names them by the ids they were given', async () => {
  await store.add([
    photo('p1'),
    photo('p2'),
    item('h', { kind: 'hand-in', photoKeys: ['p1', 'p2'] }),
  ])
  await flush(store, server)
  expect(server.bodies.h).toMatchObject({ key: 'h', photos: [100, 101], lon: 106.5 })
  expect(await keysLeft()).toEqual([])
})

describe('nothing is lost, nothing doubled', () => {
  test('offline, everything stays; later it all goes', async () => {
    server.fail = () => new Problem(0, 'network')
    await store.add([item('a'), item('b', { kind: 'arrive' })])
    expect(await flush(store, server)).toBe('offline')
    expect(await keysLeft()).toEqual(['a', 'b'])
    server.fail = () => null
    await flush(store, server)
    expect(server.done).toEqual(['a', 'b'])
  })

  test.each(['p', 'h'])(
    'the answer to %s is lost: it is sent again under its own key',
    async (lost) => {
      await store.add([photo('p'), item('h', { kind: 'hand-in', photoKeys: ['p'] })])
      server.losesAnswerOf = lost
      expect(await flush(store, server)).toBe('offline')
      expect(await flush(store, server)).toBe('empty')
      expect(server.done).toEqual(['h'])
      expect([...server.photos.keys()]).toEqual(['p'])
      expect(server.bodies.h).toMatchObject({ photos: [100] })
    },
  )

  test('the same key can not wait twice', async () => {
    await store.add([item('a')])
    await expect(store.add([item('b'), item('a')])).rejects.toThrow()
    expect(await keysLeft()).toEqual(['a'])
  })

  test('a page that was closed finds its outbox again', async () => {
    await store.add([item('a')])
    store.close()
    store = await PhoneStore.open(`test-${run - 1}`)
    expect(await keysLeft()).toEqual(['a'])
  })

  test.each([500, 503, 429, 408])('status %d is no refusal', async (status) => {
    server.fail = () => new Problem(status, 'later')
    await store.add([item('a')])
    expect(await flush(store, server)).toBe('offline')
    expect(await keysLeft()).toEqual(['a'])
  })

  test('an ended session sends nothing and keeps everything', async () => {
    server.fail = () => new Problem(401, 'sign in')
    await store.add([item('a')])
    expect(await flush(store, server)).toBe('signed-out')
    expect((await store.outbox())[0]!.state).toBe('waiting')
  })
})

describe('a refusal', () => {
  beforeEach(async () => {
    server.fail = (key) => (key === 'a' ? new Problem(409, 'moved', 'withdrawn') : null)
    await store.add([item('a'), item('b', { kind: 'arrive' }), item('other', { taskId: 2 })])
    expect(await flush(store, server)).toBe('refused')
  })

  test('stays with its reason and holds back its own task only', async () => {
    expect(await keysLeft()).toEqual(['a', 'b'])
    expect((await store.outbox())[0]).toMatchObject({ state: 'refused', why: 'withdrawn' })
    expect(server.done).toEqual(['other'])
  })

  test("is not tried again by itself, but on a person's word", async () => {
    server.fail = () => null
    await flush(store, server)
    expect(server.done).toEqual(['other'])
    await retryRefused(store, 1)
    await flush(store, server)
    expect(server.done).toEqual(['other', 'a', 'b'])
  })

  test('can be thrown away by a person', async () => {
    await discard(store, 1)
    expect(await keysLeft()).toEqual([])
  })
})

test('tasks are kept', async () => {
  await store.keepTasks([{ id: 5 } as Task])
  expect((await store.tasks()).map((task) => task.id)).toEqual([5])
})

test('a draft is kept before the call returns, each task its own', () => {
  keepDraft({ taskId: 1, answers: { methane: 3 }, note: 'n', photoKeys: ['p'] })
  expect(findDraft(1)).toMatchObject({ answers: { methane: 3 }, photoKeys: ['p'] })
  expect(findDraft(2)).toBeNull()
  dropDraft(1)
  expect(findDraft(1)).toBeNull()
})
