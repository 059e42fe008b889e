import { get } from './http'
import type { Settings } from './types'

export type { Clock, SampleLogin, Settings } from './types'

export const fetchSettings = () => get<Settings>('/settings')
