import { expect, it } from 'vitest'
import { conditionName, shownNumber } from './conditions'

it('names a condition by its way through the rule', () => {
  expect(conditionName('levels.IV.above')).toBe('IV · above')
  expect(conditionName('levels.II.still.of.above')).toBe('II · still · above')
})

it('shows a value with its unit', () => {
  expect(shownNumber(31.25, '%LEL')).toBe('31.25 %LEL')
  expect(shownNumber(1 / 3, '1')).toBe('0.3333')
  expect(shownNumber(null, '%LEL')).toBe('—')
})
