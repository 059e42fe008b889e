import { lang, t } from '@/i18n'

/** The zone every time is shown in: the city's, wherever the browser is. Set from the settings. */
let zone = 'Asia/Shanghai'
export function useZone(name: string) {
  zone = name
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "42 分", "1 小时 05 分", "3 天 2 小时": the two largest units, rounded down. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 60) return t('time.seconds', { n: whole })
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return t('time.minutes', { n: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 24) {
    const rest = minutes % 60
    return rest === 0
      ? t('time.hours', { n: hours })
      : t('time.hoursMinutes', { h: hours, m: String(rest).padStart(2, '0') })
  }
  const days = Math.floor(hours / 24)
  const rest = hours % 24
  return rest === 0 ? t('time.days', { n: days }) : t('time.daysHours', { d: days, h: rest })
}

/** Relative while young ("3 分钟前"), a date and time of day after a day. */
export function ago(at: number, now: number): string {
  const passed = now - at
  if (passed < minute) return t('time.justNow')
  if (passed < hour) return t('time.minutesAgo', { n: Math.floor(passed / minute) })
  if (passed < day) return t('time.hoursAgo', { n: Math.floor(passed / hour) })
  return dateTime(at)
}

export const timeOfDay = (at: number) => formatted(at, { hour: '2-digit', minute: '2-digit' })

export const dateTime = (at: number) =>
  formatted(at, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })

/** Exact to the second with date and zone, for hovering and for evidence. */
export const exact = (at: number) =>
  formatted(at, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }) + ` (${zone})`

/** Time of day if it is the same day as `now` in the city, else with the date. */
export function timeOrDate(at: number, now: number): string {
  const dayOf = (time: number) =>
    formatted(time, { year: 'numeric', month: '2-digit', day: '2-digit' })
  return dayOf(at) === dayOf(now) ? timeOfDay(at) : dateTime(at)
}

/** `2026-11`, the month of a moment in the city, as score periods are named. */
export function monthOf(at: number): string {
  const parts = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    timeZone: zone,
  }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)!.value
  return `${part('year')}-${part('month')}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatted(at: number, options: Intl.DateTimeFormatOptions): string {
  const key = lang.value + zone + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) {
    const locale = lang.value === 'zh' ? 'zh-CN' : 'en-GB'
    format = new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23', timeZone: zone })
    formats.set(key, format)
  }
  return format.format(at)
}
