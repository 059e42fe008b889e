import { afterEach, expect, it } from 'vitest'
import { lang } from '@/i18n'
import { conditionName, shownNumber } from './conditions'

afterEach(() => void (lang.value = 'zh'))

it('names a condition by its way through the rule', () => {
  lang.value = 'en'
  expect(conditionName('levels.IV.above')).toBe('IV · above its limit')
  expect(conditionName('levels.II.still.of.above')).toBe(
    'II · still so afterwards · above its limit',
  )
  expect(conditionName('levels.I.all[1].silent')).toBe('I · all of 2 · silent for')
})

it('a step that it has no word for keeps its own', () => {
  expect(conditionName('levels.IV.novel')).toBe('IV · novel')
})

it('shows a value with its unit', () => {
  lang.value = 'en'
  expect(shownNumber(31.25, '%LEL')).toBe('31.25 %LEL')
  expect(shownNumber(1 / 3, '1')).toBe('0.3333')
  expect(shownNumber(3900, 's')).toBe('1 h 05 min')
  expect(shownNumber(null, '%LEL')).toBe('—')
})
