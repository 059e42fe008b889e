import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { Problem } from '@/api/http'
import { currentSession } from '@/api/session'
import { myTasks, stepTask, type Task, type TaskStep } from '@/api/tasks'
import { uploadPhoto } from '@/api/photos'
import type { LiveEvents } from '@/api/live'
import { openStream } from '@/live/stream'
import { myNumber, session } from '@/session/boot'
import { serverNow, setClock } from '@/time/clock'
import { shrink, whereAmI, type Position } from './device'
import { discard, flush, retryRefused, type Door, type FlushResult } from './outbox'
import { dropDraft } from './drafts'
import { PhoneStore, type Waiting } from './store'
import { toDo } from './taskView'

const retryMillis = 10_000

const door: Door = {
  sendPhoto: (photo) =>
    uploadPhoto({
      file: new Blob([photo.bytes!], { type: 'image/jpeg' }),
      key: photo.key,
      taken: photo.at,
      lon: photo.lon,
      lat: photo.lat,
    }),
  sendStep: stepTask,
}

/** The phone page's state: my tasks as last seen, what waits to be sent, and how the sending goes. */
export function usePhone() {
  const tasks = shallowRef<Task[]>([])
  const outbox = shallowRef<Waiting[]>([])
  const state = ref<'loading' | 'ready'>('loading')
  const isOnline = ref(navigator.onLine)
  const sending = ref(false)
  const result = ref<FlushResult>('empty')
  const here = shallowRef<Position | null>(null)
  const opened = PhoneStore.open()
  const unsent = computed(() => outbox.value.filter((item) => item.state !== 'sent'))
  const views = computed(() => toDo(tasks.value, outbox.value))

  const reread = async () => (outbox.value = await (await opened).outbox())

  async function start() {
    const store = await opened
    tasks.value = await store.tasks()
    await reread()
    if (tasks.value.length > 0) state.value = 'ready'
    void whereAmI().then((position) => (here.value = position))
    await sync()
    state.value = 'ready'
  }

  /** Sends what waits, then asks for the tasks anew. One tab at a time does it. */
  async function sync() {
    if (sending.value) return
    sending.value = true
    try {
      const once = async () => {
        // Signing in again may have changed the token that every write must carry.
        if (unsent.value.length > 0) session.value = await currentSession()
        result.value = await flush(await opened, door, replace)
      }
      if (navigator.locks) await navigator.locks.request('yiwang-outbox', once)
      else await once()
      await reread()
      if (result.value === 'empty' || result.value === 'refused') await refresh()
      isOnline.value = result.value !== 'offline'
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause
      result.value = cause.status === 401 ? 'signed-out' : 'offline'
      isOnline.value = !cause.isPassing
    } finally {
      await reread()
      sending.value = false
    }
    if (result.value === 'offline') later()
  }

  async function refresh() {
    const page = await myTasks()
    tasks.value = page.items
    await (await opened).keepTasks(page.items)
  }

  function replace(task: Task) {
    tasks.value = tasks.value.map((known) => (known.id === task.id ? task : known))
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  function later() {
    clearTimeout(timer)
    timer = setTimeout(() => void sync(), retryMillis)
  }

  /** Takes a step: it is on the phone's disk before this returns, and sent when the network allows. */
  async function take(task: Task, step: TaskStep, more: Partial<Waiting> = {}) {
    const position = await whereAmI()
    here.value = position ?? here.value
    const item: Waiting = { ...blank(task, position), kind: step, ...more }
    // Every photo taken for the task goes with its last step, so that none stays behind unseen.
    if (step === 'hand-in' || step === 'return') item.photoKeys = photosOf(task, outbox.value)
    await (await opened).add([item])
    if (step === 'hand-in') dropDraft(task.id)
    await reread()
    void sync()
  }

  const photosOf = (task: Task, items: Waiting[]) =>
    items.filter((item) => item.taskId === task.id && item.kind === 'photo').map((item) => item.key)

  /** Keeps a photo with its time and place; it travels as soon as it can, before its hand-in. */
  async function addPhoto(task: Task, file: Blob): Promise<string> {
    const [small, position] = await Promise.all([shrink(file), whereAmI()])
    const item: Waiting = {
      ...blank(task, position),
      kind: 'photo',
      bytes: await small.arrayBuffer(),
    }
    await (await opened).add([item])
    await reread()
    void sync()
    return item.key
  }

  const blank = (task: Task, position: Position | null): Omit<Waiting, 'kind'> => ({
    key: crypto.randomUUID(),
    taskId: task.id,
    title: task.caseNumber,
    // The phone's time, put right by the server's clock as last heard.
    at: new Date(serverNow()).toISOString(),
    lon: position?.lon ?? null,
    lat: position?.lat ?? null,
    state: 'waiting',
  })

  const onOnline = () => void sync()
  const onOffline = () => (isOnline.value = false)
  addEventListener('online', onOnline)
  addEventListener('offline', onOffline)
  const endListening = hearTasks(
    (task) => {
      if (tasks.value.some((known) => known.id === task.id)) replace(task)
      else if (task.person?.id === myNumber()) tasks.value = [...tasks.value, task]
    },
    () => void sync(),
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    endListening()
    removeEventListener('online', onOnline)
    removeEventListener('offline', onOffline)
  })
  void start()

  return {
    tasks,
    views,
    outbox,
    unsent,
    state,
    isOnline,
    sending,
    result,
    here,
    sync,
    take,
    addPhoto,
    retry: async (taskId: number) => (
      await retryRefused(await opened, taskId),
      await reread(),
      void sync()
    ),
    giveUp: async (taskId: number) => (
      await discard(await opened, taskId),
      await reread(),
      void sync()
    ),
  }
}
export type Phone = ReturnType<typeof usePhone>

/** The stream on the phone: only tasks matter, and only while the page is looked at. */
function hearTasks(onTask: (task: Task) => void, onBack: () => void): () => void {
  let end: (() => void) | null = null
  const follow = () => {
    if (document.hidden) {
      end?.()
      end = null
    } else if (!end) {
      end = openStream({
        area: null,
        series: [],
        after: null,
        onEvent(name, data) {
          if (name === 'task') onTask(data as Task)
          if (name === 'clock') setClock(data as LiveEvents['clock'])
          if (name === 'reset') onBack()
        },
        onLost: () => {},
      })
      onBack()
    }
  }
  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    document.removeEventListener('visibilitychange', follow)
    end?.()
  }
}
