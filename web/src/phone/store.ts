import type { Task, TaskStep } from '@/api/tasks'

/** A step or photo that waits to be sent. `key` is its identity on the server too: sent twice, done once. */
export interface Waiting {
  /** Order of sending; given by the database. */
  seq?: number
  key: string
  kind: TaskStep | 'photo'
  taskId: number
  title: string
  at: string
  lon: number | null
  lat: number | null
  note?: string
  answers?: Record<string, unknown>
  /** Keys of photos that belong to this step; they are sent before it. */
  photoKeys?: string[]
  /** Of a photo: its bytes, and its id once the server has it. */
  bytes?: ArrayBuffer
  photoId?: number
  state: 'waiting' | 'sent' | 'refused'
  why?: string
}

const version = 1

/** The phone's own memory: tasks as last seen, photos and the outbox. Survives a closed page. */
export class PhoneStore {
  private constructor(private readonly db: IDBDatabase) {}

  static async open(name = 'yiwang-phone'): Promise<PhoneStore> {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => {
      const outbox = request.result.createObjectStore('outbox', {
        keyPath: 'seq',
        autoIncrement: true,
      })
      outbox.createIndex('key', 'key', { unique: true })
      request.result.createObjectStore('tasks', { keyPath: 'id' })
    }
    return new PhoneStore(await done(request))
  }

  outbox(): Promise<Waiting[]> {
    return this.run('outbox', 'readonly', (store) => store.getAll())
  }

  /** Puts items in order, all or none. */
  async add(items: Waiting[]): Promise<void> {
    const transaction = this.db.transaction('outbox', 'readwrite')
    for (const item of items) transaction.objectStore('outbox').add(item)
    await finished(transaction)
  }

  async update(item: Waiting): Promise<void> {
    await this.run('outbox', 'readwrite', (store) => store.put(item))
  }

  async remove(seqs: number[]): Promise<void> {
    const transaction = this.db.transaction('outbox', 'readwrite')
    for (const seq of seqs) transaction.objectStore('outbox').delete(seq)
    await finished(transaction)
  }

  tasks(): Promise<Task[]> {
    return this.run('tasks', 'readonly', (store) => store.getAll())
  }

  async keepTasks(tasks: Task[]): Promise<void> {
    const transaction = this.db.transaction('tasks', 'readwrite')
    const store = transaction.objectStore('tasks')
    store.clear()
    for (const task of tasks) store.put(task)
    await finished(transaction)
  }

  close() {
    this.db.close()
  }

  private async run<T>(
    name: string,
    mode: IDBTransactionMode,
    body: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const transaction = this.db.transaction(name, mode)
    const request = body(transaction.objectStore(name))
    await finished(transaction)
    return request.result
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Resolves when the transaction is on disk, not when its last request was answered. */
const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = transaction.onabort = () => reject(transaction.error)
  })
