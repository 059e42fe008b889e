import type { Task, TaskState } from '@/api/tasks'
import { rankOf } from '@/map/layers/rank'
import type { Waiting } from './store'

const leadsTo: Record<string, TaskState> = {
  accept: 'accepted',
  arrive: 'arrived',
  'hand-in': 'handed-in',
  return: 'returned',
}

/** A task as its holder should see it: the server's word, moved on by what waits to be sent. */
export interface TaskView extends Task {
  unsent: Waiting[]
}

export function viewOf(task: Task, outbox: Waiting[]): TaskView {
  const unsent = outbox.filter((item) => item.taskId === task.id && item.state !== 'sent')
  const steps = outbox.filter((item) => item.taskId === task.id && item.kind !== 'photo')
  const last = steps.at(-1)
  return { ...task, state: last ? leadsTo[last.kind]! : task.state, unsent }
}

/** What the person can still do something about, most pressing first: on the way, offered, by time. */
export function toDo(tasks: Task[], outbox: Waiting[]): TaskView[] {
  const order: TaskState[] = ['arrived', 'accepted', 'refused', 'offered']
  const due = (task: Task) => (task.dueAt ? Date.parse(task.dueAt) : Infinity)
  return tasks
    .map((task) => viewOf(task, outbox))
    .filter(
      (task) => order.includes(task.state) || task.unsent.some((item) => item.state === 'refused'),
    )
    .sort(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        rankOf(b.level) - rankOf(a.level) ||
        due(a) - due(b) ||
        a.id - b.id,
    )
}
