import type { Level } from '@/theme/palette'

export type { Level }

/** ISO-8601 with offset, as the server writes every time. */
export type Time = string

/** A name that a city may change comes in both languages. */
export interface Named {
  zh: string
  en: string
}

export interface Page<T> {
  items: T[]
  /** Cursor of the next page, or null on the last one. */
  next: string | null
}

export interface Ref {
  id: number
  name: string
}

export interface AreaRef {
  code: string
  name: string
}
