import { expect, test } from 'vitest'
import { mergeMarks } from './marks'
import { niceStep } from './readingsOption'

test('marks of nearly the same moment share one label, in order', () => {
  const marks = [
    { at: 510, label: 'warning' },
    { at: 500, label: 'rule' },
    { at: 900, label: 'case' },
  ]
  expect(mergeMarks(marks, 1000)).toEqual([
    { at: 500, label: 'rule · warning' },
    { at: 900, label: 'case' },
  ])
  expect(marks[1]).toEqual({ at: 500, label: 'rule' })
})

test('far enough apart they keep their own', () => {
  expect(
    mergeMarks(
      [
        { at: 0, label: 'a' },
        { at: 50, label: 'b' },
      ],
      1000,
    ),
  ).toHaveLength(2)
  expect(
    mergeMarks(
      [
        { at: 0, label: 'arrived' },
        { at: 50, label: 'closed' },
      ],
      1000,
    ),
  ).toHaveLength(1)
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
