import type { Level } from '@/theme/palette'

export type { AreaRef, Named, Page, Ref, Time } from './types'

export type { Level }
