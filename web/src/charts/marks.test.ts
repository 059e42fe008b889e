import { expect, test } from 'vitest'
import { layMarks } from './marks'
import { niceStep } from './readingsOption'

test('marks of nearly the same moment share one label, in order', () => {
  const marks = [
    { at: 510, label: 'warning' },
    { at: 500, label: 'rule' },
    { at: 900, label: 'case' },
  ]
  expect(layMarks(marks, 0, 1000)).toEqual([
    { at: 500, label: 'rule · warning', lane: 0, align: 'center' },
    { at: 900, label: 'case', lane: 0, align: 'right' },
  ])
  expect(marks[1]).toEqual({ at: 500, label: 'rule' })
})

test('labels that would touch stand in rows of their own, their lines where they belong', () => {
  const laid = layMarks(
    [
      { at: 0, label: 'arrived' },
      { at: 50, label: 'closed' },
      { at: 160, label: 'scored' },
      { at: 300, label: 'later' },
    ],
    0,
    1000,
  )
  expect(laid.map((mark) => mark.at)).toEqual([0, 50, 160, 300])
  expect(laid.map((mark) => mark.lane)).toEqual([0, 1, 0, 0])
})

test.each([
  [13.4, 20],
  [0.21, 0.25],
  [25, 25],
  [700, 1000],
  [0, 1],
])('an axis that needs steps of %d gets steps of %d', (least, step) => {
  expect(niceStep(least)).toBeCloseTo(step)
})
