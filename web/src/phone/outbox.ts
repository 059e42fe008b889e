import { Problem } from '@/api/http'
import type { Task, TaskStep, TaskStepBody } from '@/api/tasks'
import type { PhoneStore, Waiting } from './store'

/** The way out, as the outbox needs it; a test plays the server here. */
export interface Door {
  sendPhoto(photo: Waiting): Promise<{ id: number }>
  sendStep(taskId: number, step: TaskStep, body: TaskStepBody): Promise<Task>
}

export type FlushResult = 'empty' | 'offline' | 'signed-out' | 'refused'

/**
 * Sends what waits, oldest first. A photo goes before the step that shows it. Every item keeps the
 * key it was made with, so that an answer lost on the way, a killed page or a second tab never
 * doubles anything; an item leaves the phone only after the server has said that it has it. What
 * the server refuses stays, with its reason, and holds back only later steps of the same task.
 */
export async function flush(
  store: PhoneStore,
  door: Door,
  onSent: (task: Task) => void = () => {},
): Promise<FlushResult> {
  const blocked = new Set<number>()
  const items = await store.outbox()
  for (const item of items) {
    if (item.state === 'sent') continue
    if (item.state === 'refused') blocked.add(item.taskId)
    if (blocked.has(item.taskId)) continue
    try {
      if (item.kind === 'photo') {
        const { id } = await door.sendPhoto(item)
        item.photoId = id
        item.state = 'sent'
        await store.update(item)
      } else {
        const task = await door.sendStep(item.taskId, item.kind, bodyOf(item, items))
        const photos = items.filter((other) => item.photoKeys?.includes(other.key))
        await store.remove([item, ...photos].map((each) => each.seq!))
        onSent(task)
      }
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause
      if (cause.isPassing) return 'offline'
      if (cause.status === 401) return 'signed-out'
      item.state = 'refused'
      item.why = cause.errors[0]?.reason ?? cause.detail ?? cause.title
      await store.update(item)
      blocked.add(item.taskId)
    }
  }
  return blocked.size > 0 ? 'refused' : 'empty'
}

function bodyOf(item: Waiting, all: Waiting[]): TaskStepBody {
  const { key, at, lon, lat, note, answers, photoKeys } = item
  const photos = (photoKeys ?? []).flatMap(
    (each) => all.find((other) => other.key === each)?.photoId ?? [],
  )
  return {
    key,
    at,
    lon,
    lat,
    ...(note ? { note } : {}),
    ...(photoKeys ? { photos } : {}),
    ...(answers ? { answers } : {}),
  }
}

/** Lets refused items of a task try again, for instance after the centre reopened it. */
export async function retryRefused(store: PhoneStore, taskId: number): Promise<void> {
  for (const item of await store.outbox())
    if (item.taskId === taskId && item.state === 'refused') {
      const { why: _, ...rest } = item
      await store.update({ ...rest, state: 'waiting' })
    }
}

/** Throws away what waits for a task; only a person decides that. */
export async function discard(store: PhoneStore, taskId: number): Promise<void> {
  const items = await store.outbox()
  await store.remove(items.filter((item) => item.taskId === taskId).map((item) => item.seq!))
}
