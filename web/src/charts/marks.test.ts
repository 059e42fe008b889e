import { expect, test } from 'vitest'
import { mergeMarks } from './marks'

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
  expect(mergeMarks([{ at: 0, label: 'a' }, { at: 50, label: 'b' }], 1000)).toHaveLength(2)
})
