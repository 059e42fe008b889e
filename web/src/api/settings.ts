import type { AreaRef, Named, Time } from './common'
import { get } from './http'

/** The server's clock; in a demo it runs `speed` times as fast as a wall clock. */
export interface Clock {
  now: Time
  speed: number
}

export interface SampleLogin {
  login: string
  password: string
  role: string
  label: Named
}

export interface Settings {
  name: Named
  version: string
  demo: boolean
  clock: Clock
  zone: string
  centre: { lon: number; lat: number }
  bounds: [number, number, number, number]
  tiles: string | null
  root: AreaRef
  logins?: SampleLogin[]
}

export const fetchSettings = () => get<Settings>('/settings')
