import { beforeEach, expect, test } from 'vitest'
import { setLang } from '@/i18n'
import { ago, duration, monthOf, timeOfDay, timeOrDate } from './format'

const at = (iso: string) => Date.parse(iso)

beforeEach(() => setLang('zh'))

test.each([
  [0, '0 秒'],
  [59, '59 秒'],
  [60, '1 分'],
  [3599, '59 分'],
  [3600, '1 小时'],
  [3900, '1 小时 05 分'],
  [86_400, '1 天'],
  [2 * 86_400 + 3 * 3600, '2 天 3 小时'],
  [-5, '0 秒'],
])('%d seconds are %s', (seconds, words) => expect(duration(seconds)).toBe(words))

test.each([
  ['2026-11-20T02:00:00Z', '2026-11-20T02:00:59Z', '刚刚'],
  ['2026-11-20T02:00:00Z', '2026-11-20T02:03:10Z', '3 分钟前'],
  ['2026-11-20T02:00:00Z', '2026-11-20T04:10:00Z', '2 小时前'],
  ['2026-11-20T02:00:00Z', '2026-11-22T04:10:00Z', '11/20 10:00'],
])('%s seen from %s is %s', (then, now, words) => expect(ago(at(then), at(now))).toBe(words))

test('times are those of the city, not of the browser', () => {
  expect(timeOfDay(at('2026-11-20T02:05:00Z'))).toBe('10:05')
  expect(timeOrDate(at('2026-11-19T15:59:00Z'), at('2026-11-20T02:00:00Z'))).toBe('11/19 23:59')
  expect(monthOf(at('2026-10-31T16:00:00Z'))).toBe('2026-11')
})

test('English says the same', () => {
  setLang('en')
  expect(duration(3900)).toBe('1 h 05 min')
  expect(ago(at('2026-11-20T02:00:00Z'), at('2026-11-20T02:03:10Z'))).toBe('3 min ago')
})
