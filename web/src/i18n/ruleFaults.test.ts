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

  it.each([
    ["expected <block end>, but found '<block mapping start>'", '缩进与上文不一致'],
    ["expected <block end>, but found '}'", '多了一个 “}”'],
    ["expected ',' or '}', but got :", '括号没有合上，缺少 “}”'],
    [
      "found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
      '不能用制表符缩进，请用空格',
    ],
    ['something else', '不是有效的 YAML：something else'],
  ])('of a text that is not YAML are told without its words: %s', (problem, chinese) => {
    expect(faultText(`not YAML: ${problem}`)).toBe(chinese)
  })

  it('stay as they came where no Chinese is known, and in English', () => {
    expect(faultText('something new')).toBe('something new')
    lang.value = 'en'
    expect(faultText('unknown field')).toBe('unknown field')
  })
})
