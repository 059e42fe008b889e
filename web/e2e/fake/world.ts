import type { Snapshot, LiveDevice, LiveWorker } from '../../src/api/live'
import type { Person } from '../../src/api/people'
import type { Subject } from '../../src/api/registry'
import type { Warning } from '../../src/api/warnings'
import type { Level } from '../../src/theme/palette'
import city from './city.json'
import { grids } from './ground'
import { Random } from './random'

/** The people, subjects and devices of the fake city; 2,000 devices, a few of them uneasy. */
const random = new Random(42)
export const startsAt = Date.parse('2026-11-20T10:12:00+08:00')
export const iso = (time: number) => new Date(time).toISOString()
export const minutes = (count: number) => count * 60_000

export const units = city.units.map((name, index) => ({ id: index + 1, name }))
export const centre = units[0]!
export const town = units[1]!

const townGrids = grids.filter((grid) => grid.parent === '500105100')
export const people: Person[] = city.people.map((name, index) => {
  const grid = townGrids[(index * 17) % townGrids.length]!
  return {
    id: index + 1,
    name,
    code: `P${String(index + 1).padStart(4, '0')}`,
    post: index < 10 ? 'grid-worker' : 'handler',
    posts: [index < 10 ? 'grid-worker' : 'handler'],
    skills: ['confined-space'],
    phone: '138****0000',
    onDutyUntil: null,
    unit: town,
    onDuty: index !== 8,
    lon: grid.lon + 0.001,
    lat: grid.lat - 0.001,
    at: iso(startsAt - minutes(index % 5)),
    openTasks: index % 3,
  }
})

export const subjects: Subject[] = []
export const devices: LiveDevice[] = []
for (let id = 1; id <= 2000; id++) {
  const grid = random.of(grids)
  const kind = id % 4 === 0 ? 'manhole' : 'septic-tank'
  const lon = grid.lon + random.between(-0.0018, 0.0018)
  const lat = grid.lat + random.between(-0.0018, 0.0018)
  subjects.push({
    id,
    code: `S-${String(id).padStart(5, '0')}`,
    kind,
    kindName: city.kinds[kind],
    name: `${random.of(city.places)} ${(id % 9) + 1} 号${city.kinds[kind].zh}`,
    lon,
    lat,
    area: { code: grid.code, name: grid.name },
    attributes: { depthMetres: Number(random.between(2, 6).toFixed(1)) },
  })
  const luck = random.next()
  devices.push({
    id,
    code: `D-${String(id).padStart(5, '0')}`,
    lon,
    lat,
    kind: kind === 'manhole' ? 'tilt' : 'gas',
    subject: id,
    state: luck < 0.012 ? 'silent' : luck < 0.015 ? 'sick' : 'ok',
    level: null,
  })
}

/** Open warnings, worst first; the first subjects in the town carry the story of the cases. */
const inTown = subjects.filter(
  (subject) =>
    subject.kind === 'septic-tank' && townGrids.some((grid) => grid.code === subject.area.code),
)
const levelOf = (index: number): Level =>
  index === 0 ? 'I' : index < 4 ? 'II' : index < 8 ? 'III' : 'IV'
export const warnings: Warning[] = Array.from({ length: 15 }, (_, index) => {
  const subject = index < 6 ? inTown[index * 3]! : random.of(subjects)
  const rule = subject.kind === 'manhole' ? city.rules[2]! : city.rules[index % 5 === 4 ? 1 : 0]!
  const device = devices[subject.id - 1]!
  const level = levelOf(index)
  Object.assign(device, { state: 'warning', level })
  return {
    id: index + 1,
    rule: rule.id,
    ruleName: rule.name,
    level,
    state: 'open',
    raisedAt: iso(startsAt - minutes(70 + index * 11)),
    changedAt: iso(startsAt - minutes(10 + index * 11)),
    clearedAt: null,
    subject: { ...subject },
    device: null,
    area: { ...subject.area, level: 'grid' },
    place: subject.area.name,
    cases: [],
  }
})

export const workers = (): LiveWorker[] =>
  people
    .filter((person) => person.onDuty)
    .map(({ id, name, lon, lat, at, openTasks }) => ({
      id,
      name,
      lon: lon!,
      lat: lat!,
      at: at!,
      openTasks: openTasks ?? 0,
    }))

export function countsOf(
  cases: Snapshot['cases'],
  open: Warning[],
  now: number,
): Snapshot['counts'] {
  const openWarnings = { I: 0, II: 0, III: 0, IV: 0 }
  for (const warning of open) openWarnings[warning.level]++
  const alive = cases.filter((one) => one.closedAt === null)
  return {
    openCases: alive.length,
    openWarnings,
    overdue: alive.filter((one) => one.dueAt && Date.parse(one.dueAt) < now).length,
    closedToday: 31 + cases.length - alive.length,
    openedToday: 38 + cases.length,
    devices: devices.length,
    silent: devices.filter((device) => device.state === 'silent').length,
    workersOnDuty: people.filter((person) => person.onDuty).length,
  }
}
