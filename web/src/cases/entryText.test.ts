import { afterEach, expect, test } from 'vitest'
import type { Entry } from '@/api/cases'
import { setLang } from '@/i18n'
import { whom, why } from './entryText'

const entry = (action: string, data: Entry['data']) => ({ action, data }) as Entry

afterEach(() => setLang('zh'))

test.each([
  ['zh', '在岗，距现场 340 米，在办 2 件'],
  ['en', 'on duty, 340 m away, 2 open tasks'],
] as const)('why a person was asked is told in %s', (language, told) => {
  setLang(language)
  const assigned = entry('assign', { person: '王芳', openTasks: 2, distanceMetres: 340.4 })
  expect(why(assigned)).toBe(told)
  expect(whom(assigned)).toBe('王芳')
})

test('whose place is not known is asked all the same', () => {
  setLang('en')
  expect(why(entry('assign', { person: '王芳', openTasks: 0 }))).toBe(
    'on duty, position unknown, 0 open tasks',
  )
})

test('what was kept as a sentence is shown as it is', () => {
  expect(why(entry('assign', { person: '王芳', why: '在岗，距现场 340 m，在办 2 件' }))).toBe(
    '在岗，距现场 340 m，在办 2 件',
  )
})

test('a withdrawal names from whom, and its reason', () => {
  setLang('en')
  const withdrawn = entry('withdraw', { person: '王芳', reason: 'not accepted in time' })
  expect(why(withdrawn)).toBe('王芳 not accepted in time')
  expect(whom(withdrawn)).toBe('')
})
