import { describe, expect, test } from 'vitest'
import type { Task } from '@/api/tasks'
import { distance, walkMinutes } from './device'
import type { Waiting } from './store'
import { toDo, viewOf } from './taskView'

const task = (id: number, change: Partial<Task> = {}) =>
  ({ id, state: 'offered', level: 'III', dueAt: null, ...change }) as Task
const waiting = (taskId: number, kind: Waiting['kind'], state: Waiting['state'] = 'waiting') =>
  ({ key: `${taskId}${kind}`, taskId, kind, state }) as Waiting

describe('a step that waits already counts on the phone', () => {
  test.each([
    ['accept', 'accepted'],
    ['arrive', 'arrived'],
    ['hand-in', 'handed-in'],
    ['return', 'returned'],
  ] as const)('%s shows as %s', (kind, state) => {
    expect(viewOf(task(1), [waiting(1, kind), waiting(2, 'arrive')]).state).toBe(state)
  })

  test('a photo alone moves nothing', () => {
    expect(viewOf(task(1), [waiting(1, 'photo')]).state).toBe('offered')
  })
})

test('what is begun comes first, then the worse, then what is due first', () => {
  const tasks = [
    task(1, { level: 'II' }),
    task(2, { state: 'arrived' }),
    task(3, { level: 'I' }),
    task(4, { state: 'handed-in' }),
    task(5, { level: 'II', dueAt: '2026-11-20T02:00:00Z' }),
  ]
  expect(toDo(tasks, []).map((each) => each.id)).toEqual([2, 3, 5, 1])
})

test('a handed-in task stays in sight while the server refuses it', () => {
  expect(toDo([task(1)], [waiting(1, 'hand-in', 'refused')]).map((each) => each.id)).toEqual([1])
  expect(toDo([task(1)], [waiting(1, 'hand-in')])).toEqual([])
})

test('distances and walks', () => {
  const metres = distance({ lon: 106.5, lat: 29.6 }, { lon: 106.51, lat: 29.6 })
  expect(metres).toBeCloseTo(966.8, 0)
  expect(walkMinutes(metres)).toBe(17)
  expect(walkMinutes(3)).toBe(1)
})
