import type {
  Action,
  CaseDetail,
  CaseState,
  CaseSummary,
  Chain,
  Entry,
  PlanRun,
} from '../../src/api/cases'
import { chainLinks } from '../../src/api/cases'
import type { Task } from '../../src/api/tasks'
import city from './city.json'
import { centre, iso, minutes, people, startsAt, subjects, town, units, warnings } from './world'

/** The order in which a case lives, and which link of its chain each state has reached. */
const path: CaseState[] = [
  'filed',
  'dispatched',
  'assigned',
  'accepted',
  'arrived',
  'handed-in',
  'closed',
]
const reached: Record<CaseState, number> = {
  filed: 5,
  dispatched: 5,
  assigned: 6,
  accepted: 7,
  arrived: 8,
  'handed-in': 9,
  rework: 8,
  suspended: 8,
  closed: 12,
  cancelled: 12,
}
const nextAction: Partial<Record<CaseState, keyof typeof city.actions>> = {
  filed: 'dispatch',
  dispatched: 'assign',
  assigned: 'accept',
  accepted: 'arrive',
  arrived: 'hand-in',
  'handed-in': 'verify',
  rework: 'hand-in',
  suspended: 'resume',
}
const movesTo: Record<string, CaseState> = {
  dispatch: 'dispatched',
  assign: 'assigned',
  accept: 'accepted',
  arrive: 'arrived',
  'hand-in': 'handed-in',
  verify: 'closed',
  refuse: 'rework',
  suspend: 'suspended',
  resume: 'accepted',
  cancel: 'cancelled',
}
const inputsOf: Record<string, (keyof typeof city.inputs)[]> = {
  dispatch: ['unit', 'note'],
  assign: ['person', 'note'],
  'hand-in': ['photo', 'note'],
  verify: ['note'],
  refuse: ['reason'],
  suspend: ['reason'],
  extend: ['minutes', 'reason'],
  cancel: ['reason'],
  note: ['note'],
  'take-over': [],
  'hand-back': [],
}
const stages: CaseState[] = [
  'assigned',
  'filed',
  'arrived',
  'handed-in',
  'accepted',
  'dispatched',
  'rework',
  'suspended',
  'closed',
  'assigned',
  'accepted',
]

export const cases: CaseSummary[] = []
const extra = new Map<number, Entry[]>()
const keys = new Set<string>()

/** A city of cases in every state, from young to overdue. Called again, it starts afresh. */
export function bear() {
  cases.length = 0
  extra.clear()
  keys.clear()
  stages.forEach((state, index) => {
    const warning = warnings[index]!
    const subject = subjects[warning.subject.id - 1]!
    const rule = city.rules.find((each) => each.id === warning.rule)!
    const [street, grid] = subject.area.name.split(' ')
    const opened = startsAt - minutes(25 + index * 22)
    const limit = [7200, 3600, 10_800, 7200, 14_400, 3600, 7200, 28_800, 7200, 1500, 86_400][index]!
    const one: CaseSummary = {
      id: index + 1,
      number: `JB20261120-${String(index + 1).padStart(4, '0')}`,
      type: rule.type,
      typeName: rule.name,
      title: { zh: `${subject.name} ${rule.name.zh}`, en: `${rule.name.en}: ${subject.name}` },
      level: warning.level,
      state,
      stateName: city.states[state],
      stage: 'handling',
      source: index === 5 ? 'hotline' : 'device',
      area: { ...subject.area, level: 'grid' },
      place: `${street} · ${grid}网格`,
      lon: subject.lon,
      lat: subject.lat,
      openedAt: iso(opened),
      dueAt: iso(opened + limit * 1000),
      limitSeconds: limit,
      closedAt: state === 'closed' ? iso(startsAt - minutes(6)) : null,
      suspended: state === 'suspended',
      centre: index % 3 === 0 ? town : centre,
      unit: path.indexOf(state) >= 1 || index > 5 ? town : null,
      person: path.indexOf(state) >= 2 || index > 5 ? holder(index) : null,
      next: null,
      automatic: index % 4 === 0,
      supervised: index === 9,
      overdue: index === 9,
      reworks: state === 'rework' ? 1 : 0,
      version: 3 + index,
    }
    one.next = nextOf(one)
    cases.push(one)
    warning.cases = [{ id: one.id, number: one.number }]
  })
}

/** The first grid worker has three tasks, so that the phone page has cards to turn. */
function holder(index: number) {
  const { id, name } = people[index === 4 || index === 10 ? 0 : index]!
  return { id, name }
}

function nextOf(one: CaseSummary) {
  const action = nextAction[one.state]
  return action ? { action, label: city.actions[action] } : null
}

export function detailOf(one: CaseSummary): CaseDetail {
  const warning = warnings.find((each) => each.cases.some((ref) => ref.id === one.id))!
  const device = `D-${String(warning.subject.id).padStart(5, '0')}`
  const plan: PlanRun = {
    id: warning.id,
    name: city.plan.name,
    version: 3,
    steps: city.plan.steps.map((step, index) => ({
      ...step,
      place: index,
      post: null,
      dueAt: null,
      detail: { device: null, answer: null, reason: null, by: null, ...step.detail },
      state: index < 3 || one.state === 'closed' ? 'done' : one.person ? 'running' : 'waiting',
      at: index < 3 ? iso(Date.parse(one.openedAt) - minutes(index === 2 ? 0 : 60)) : null,
    })),
  }
  return {
    ...one,
    body: '',
    chain: chainOf(one),
    timeline: timelineOf(one),
    tasks: one.person ? [taskOf(one)] : [],
    actions: actionsOf(one),
    subject: warning.subject,
    warning,
    series: [
      {
        device,
        property: 'methane',
        propertyName: city.properties.methane,
        unit: '%LEL',
        limits: [
          { level: 'IV', value: 25 },
          { level: 'II', value: 50 },
        ],
        datastream: warning.subject.id,
      },
    ],
    plan,
    plans: [plan],
  }
}

function timeOfLink(one: CaseSummary, index: number): number {
  const opened = Date.parse(one.openedAt)
  const offsets = [-62, -61.9, -60, -60, 0, 0.2, 3, 14, 22, 24, 24, 24.5]
  return opened + minutes(offsets[index]!)
}

function chainOf(one: CaseSummary): Chain {
  const now = reached[one.state]
  const evidence = [
    'reading',
    'finding',
    'warning',
    'plan',
    'timeline',
    'task',
    'task',
    'timeline',
    'timeline',
    'timeline',
    'timeline',
    'score',
  ] as const
  return chainLinks.map((link, index) => ({
    link,
    at: index < now ? iso(timeOfLink(one, index)) : null,
    seconds:
      index < now && index > 0
        ? (timeOfLink(one, index) - timeOfLink(one, index - 1)) / 1000
        : null,
    by:
      index >= now || index < 4
        ? null
        : index < 6
          ? null
          : index < 9
            ? (one.person?.name ?? null)
            : '李敏',
    detail: index < now ? city.details[link] : null,
    state: index < now ? 'done' : index === now ? 'now' : 'waiting',
    evidence: index < now ? { type: evidence[index]!, id: index } : null,
  }))
}

function timelineOf(one: CaseSummary): Entry[] {
  const made: Entry[] = []
  const steps = ['file', 'dispatch', 'assign', 'accept', 'arrive', 'hand-in', 'verify'] as const
  const links = [4, 5, 5, 6, 7, 8, 9]
  steps.forEach((action, index) => {
    if (links[index]! >= reached[one.state] || (action === 'assign' && !one.person)) return
    made.push({
      id: links[index]! * 10 + index,
      at: iso(timeOfLink(one, links[index]!)),
      action,
      actionName: city.actions[action],
      from: index > 0 ? path[index - 1]! : null,
      to: path[index]!,
      by:
        index < 3
          ? { kind: 'rule', id: 4, name: '分拨表第 4 行' }
          : { kind: 'person', id: 1, name: index === 6 ? '李敏' : (one.person?.name ?? '') },
      note:
        action === 'hand-in'
          ? '井盖打开通风二十分钟，复测 3 %LEL，已复位并告知物业每日巡查。'
          : null,
      photos: action === 'hand-in' ? [1, 2] : [],
      data: {},
    })
  })
  return [...made, ...(extra.get(one.id) ?? [])]
}

function actionsOf(one: CaseSummary): Action[] {
  const names: (keyof typeof city.actions)[] = []
  const primary = nextAction[one.state]
  if (one.state === 'closed' || one.state === 'cancelled') return []
  if (primary) names.push(primary)
  if (one.state === 'handed-in') names.push('refuse')
  names.push('supervise', 'extend')
  if (one.state !== 'suspended') names.push('suspend')
  names.push('note', one.automatic ? 'take-over' : 'hand-back', 'cancel')
  return names.map((action) => ({
    action,
    label: city.actions[action],
    primary: action === primary,
    inputs: (inputsOf[action] ?? []).map((name) => ({
      name,
      label: city.inputs[name],
      type:
        name === 'unit'
          ? 'unit'
          : name === 'person'
            ? 'person'
            : name === 'minutes'
              ? 'minutes'
              : name === 'photo'
                ? 'photo'
                : 'text',
      required: name !== 'note' || action === 'note',
      options: [],
    })),
  }))
}

/** Moves a case, or answers null where the version is old or the action is not allowed now. */
export function act(
  id: number,
  action: string,
  body: { version: number; note?: string; reason?: string; person?: number; key?: string },
  by: { id: number; name: string },
  now: number,
): CaseSummary | null {
  const one = cases.find((each) => each.id === id)
  if (
    !one ||
    body.version !== one.version ||
    !actionsOf(one).some((each) => each.action === action)
  )
    return null
  const from = one.state
  one.state = movesTo[action] ?? one.state
  one.stateName = city.states[one.state]
  one.version++
  if (action === 'take-over' || action === 'hand-back') one.automatic = action === 'hand-back'
  if (action === 'supervise') one.supervised = true
  if (action === 'assign')
    one.person = people.find((person) => person.id === Number(body.person)) ?? people[0]!
  if (action === 'dispatch') one.unit = units[1]!
  if (one.state === 'closed') one.closedAt = iso(now)
  one.suspended = one.state === 'suspended'
  one.next = nextOf(one)
  const label = city.actions[action as keyof typeof city.actions]
  const list = extra.get(id) ?? []
  list.push({
    id: 1000 + list.length,
    at: iso(now),
    action,
    actionName: label,
    from,
    to: one.state,
    by: { kind: 'person', ...by },
    note: body.note ?? body.reason ?? null,
    photos: [],
    data: {},
  })
  extra.set(id, list)
  return one
}

/** Task id = case id; the fake gives one task to a case. */
export function taskOf(one: CaseSummary): Task {
  const states: Partial<Record<CaseState, Task['state']>> = {
    assigned: 'offered',
    accepted: 'accepted',
    arrived: 'arrived',
    'handed-in': 'handed-in',
    closed: 'verified',
    rework: 'accepted',
  }
  const verdicts = Object.values(city.verdicts)
  const rank = reached[one.state]
  return {
    id: one.id,
    caseId: one.id,
    caseNumber: one.number,
    title: one.title,
    level: one.level,
    state: states[one.state] ?? 'accepted',
    unit: one.unit,
    person: one.person,
    assignedAt: iso(timeOfLink(one, 5)),
    acceptBy: iso(timeOfLink(one, 5) + minutes(15)),
    dueAt: one.dueAt,
    acceptedAt: rank > 6 ? iso(timeOfLink(one, 6)) : null,
    arrivedAt: rank > 7 ? iso(timeOfLink(one, 7)) : null,
    handedInAt: rank > 8 ? iso(timeOfLink(one, 8)) : null,
    lon: one.lon,
    lat: one.lat,
    place: one.place,
    reason: {
      chosen: null,
      decidedBy: null,
      candidates: people.slice(0, 5).map((person, index) => ({
        personId: index === 0 && one.person ? one.person.id : person.id,
        person: index === 0 && one.person ? one.person.name : person.name,
        answersForGrid: index === 0,
        points: index > 2 ? null : 90 - 12 * index,
        distanceMetres: 180 + index * 640,
        openTasks: person.openTasks ?? 0,
        onDuty: index !== 3,
        skills: index === 4 ? [] : ['confined-space'],
        verdict: verdicts[index]!,
      })),
    },
    checklist: city.checklist as Task['checklist'],
    contact: { ...reporter, phone: '138****0000' },
    version: one.version,
  }
}

/** Who reported every case of the made-up city, as the look at the full number answers. */
export const reporter = { name: '物业刘经理', phone: '13800000000' }

/** A step of the phone; a key seen before changes nothing and answers the same. */
export function stepTask(
  id: number,
  step: string,
  body: { key: string; note?: string },
  by: { id: number; name: string },
  now: number,
): { one: CaseSummary; repeated: boolean } | null {
  const one = cases.find((each) => each.id === id)
  if (!one) return null
  if (keys.has(body.key)) return { one, repeated: true }
  const action = step === 'return' ? 'suspend' : step
  if (one.state === 'rework' && step === 'accept') return null
  const moved = act(
    id,
    action,
    { version: one.version, ...(body.note ? { note: body.note } : {}) },
    by,
    now,
  )
  if (moved) keys.add(body.key)
  return moved && { one: moved, repeated: false }
}

bear()
