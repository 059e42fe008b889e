import { afterEach, describe, expect, it } from 'vitest'
import { lang } from '.'
import { faultText } from './ruleFaults'

afterEach(() => void (lang.value = 'zh'))

describe('faults of a rule', () => {
  it('are told in Chinese with their particulars', () => {
    expect(faultText("field 'levels' is missing")).toBe('缺少字段 “levels”')
    expect(faultText("'m' can't be compared with '%LEL'")).toBe(
      '单位 “m” 不能与传感器的 “%LEL” 比较',
    )
  })

  it('stay as they came where no Chinese is known, and in English', () => {
    expect(faultText('something new')).toBe('something new')
    lang.value = 'en'
    expect(faultText('unknown field')).toBe('unknown field')
  })
})
