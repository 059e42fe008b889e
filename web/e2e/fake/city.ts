import type { IncomingMessage } from 'node:http'
import type { CaseSummary } from '../../src/api/cases'
import type { AreaLevel } from '../../src/api/territory'
import data from './city.json'
import { allAreas, areaLevels, geojson } from './ground'
import { Hub } from './hub'
import { act, bear, cases, detailOf, reporter, stepTask, taskOf } from './life'
import { Notices } from './notices'
import { picture } from './picture'
import { changesOf, scoresOf } from './scores'
import {
  centre,
  countsOf,
  devices,
  iso,
  minutes,
  people,
  startsAt,
  subjects,
  town,
  units,
  warnings,
  workers,
} from './world'

export interface Reply {
  status?: number
  body?: unknown
  raw?: string
  type?: string
  headers?: Record<string, string>
}

const notFound: Reply = { status: 404, body: { title: 'Not found' } }
const password = 'demo'
const me = (login: string) => {
  const index = Math.max(
    0,
    data.logins.findIndex((each) => each.login === login),
  )
  const person = people[login === 'worker' ? 0 : index + 1]!
  return {
    id: person.id,
    login,
    name: person.name,
    unit: index === 0 ? centre : town,
    phone: '139****0000',
  }
}

/** The answers of the contract over the made-up city. One instance is one server's state. */
export class City {
  readonly hub = new Hub()
  private readonly born = Date.now()
  private readonly photos = new Map<string, number>()
  private ticks = 0
  /** Requests still to be refused with this status, for tests of errors. */
  private refusals: { path: string; status: number; times: number }[] = []

  constructor(private readonly speed: number) {}

  private notices = new Notices(startsAt)

  private now() {
    return startsAt + (Date.now() - this.born) * this.speed
  }

  private clock() {
    return { now: iso(this.now()), speed: this.speed, wanted: this.speed }
  }

  tick() {
    this.ticks++
    if (this.ticks % 2 === 0) this.hub.say('clock', this.clock())
    this.hub.sayReadings((series) => [this.now(), this.valueAt(series, this.now())])
    if (this.ticks % 3 === 0) {
      const person = people[this.ticks % people.length]!
      person.lon! += 0.0004
      const worker = workers().find((each) => each.id === person.id)
      if (worker) this.hub.say('worker', worker)
    }
  }

  /** Methane of one series: quiet, then a rise that stays over the limit for the last hours. */
  private valueAt(series: number, time: number): number {
    const passed = (time - startsAt) / minutes(1)
    const wave = Math.sin(time / 240_000 + series) * 1.4 + Math.sin(time / 97_000) * 0.6
    const rise = 46 / (1 + Math.exp(-(passed + 92) / 7))
    return Number(
      Math.max(0, 6 + wave + rise - (passed > -60 ? Math.min(10, (passed + 60) / 6) : 0)).toFixed(
        2,
      ),
    )
  }

  async answer(request: IncomingMessage, url: URL, body: Buffer): Promise<Reply> {
    const path = url.pathname.replace('/api/v1', '')
    const query = url.searchParams
    const method = request.method ?? 'GET'
    const json =
      request.headers['content-type']?.startsWith('application/json') && body.length > 0
        ? JSON.parse(body.toString())
        : {}
    if (path === '/__fake/refuse') this.refusals.push(json)
    if (path === '/__fake/drop') this.hub.dropAll()
    if (path === '/__fake/reset') {
      bear()
      this.notices = new Notices(this.now())
    }
    if (path === '/__fake/notice') {
      const { id, at, title, link } = this.notices.say(this.now(), json.zh, json.en, json.case)
      this.hub.say('notice', { id, at, title, link, level: null })
    }
    if (path.startsWith('/__fake')) return { status: 204 }
    const refusal = this.refusals.find((each) => each.times > 0 && path.includes(each.path))
    if (refusal) {
      refusal.times--
      return { status: refusal.status, body: { title: 'Refused for a test', detail: null } }
    }
    const login = /YIWANG_SESSION=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
    if (path === '/settings') return { body: this.settings() }
    if (path === '/session' && method === 'POST') return this.signIn(json)
    if (!login) return { status: 401, body: { title: 'Sign in first' } }
    if (path === '/session')
      return method === 'DELETE'
        ? { status: 204, headers: { 'Set-Cookie': 'YIWANG_SESSION=; Path=/; Max-Age=0' } }
        : { body: this.session(login) }
    if (method !== 'GET' && request.headers['x-csrf-token'] !== 'fake-csrf')
      return { status: 403, body: { title: 'No CSRF token' } }
    return this.resource(method, path, query, json, body.toString('latin1'), me(login)) ?? notFound
  }

  private settings() {
    return {
      name: { zh: '一网', en: 'Yiwang' },
      version: '0.1.0-fake',
      demo: true,
      clock: this.clock(),
      zone: 'Asia/Shanghai',
      centre: { lon: 106.68, lat: 29.64 },
      bounds: [106.46, 29.555, 106.906, 29.732],
      tiles: null,
      root: data.district,
      logins: data.logins.map((each) => ({ ...each, password })),
    }
  }

  private signIn(json: { login: string; password: string }): Reply {
    if (json.password !== password)
      return { status: 401, body: { title: 'Wrong name or password' } }
    return {
      body: this.session(json.login),
      headers: { 'Set-Cookie': `YIWANG_SESSION=${json.login}; Path=/; HttpOnly; SameSite=Strict` },
    }
  }

  private session(login: string) {
    const role = data.logins.find((each) => each.login === login)?.role ?? 'operator'
    return {
      user: me(login),
      grants: [{ role, area: data.district }],
      rights: ['case.read', 'case.act', 'task.contact'],
      csrf: 'fake-csrf',
    }
  }

  private resource(
    method: string,
    path: string,
    query: URLSearchParams,
    json: any,
    raw: string,
    user: ReturnType<typeof me>,
  ): Reply | null {
    const list = <T>(items: T[]): Reply => ({
      body: { items: items.slice(0, Number(query.get('limit') ?? 50)), next: null },
    })
    const has = (text: string) => text.includes(query.get('q') ?? '')
    const id = Number(/\/(\d+)/.exec(path)?.[1])
    if (path === '/areas/geojson')
      return { body: geojson(query.get('level') as AreaLevel, query.get('parent')) }
    if (path === '/areas/levels') return list(areaLevels)
    if (path === '/areas')
      return list(
        allAreas.filter(
          (area) => (!query.get('level') || area.level === query.get('level')) && has(area.name),
        ),
      )
    if (path === '/subjects')
      return list(subjects.filter((subject) => has(subject.name + subject.code)))
    if (path === '/readings') return { body: this.readings(query) }
    if (path === '/people') return list(people)
    if (path === '/units') return list(units)
    if (path === '/texts')
      return {
        body: {
          zh: { gas: '气体传感器', tilt: '倾角传感器', 'confined-space': '有限空间作业' },
          en: { gas: 'Gas sensor', tilt: 'Tilt sensor', 'confined-space': 'Confined space' },
        },
      }
    if (path === '/notices') return { body: this.notices.page(Number(query.get('limit') ?? 50)) }
    if (/^\/notices(\/\d+)?\/read$/.test(path) && method === 'POST') {
      this.notices.read(id || null)
      return { status: 204 }
    }
    if (path === '/scores') return { body: scoresOf(query) }
    if (path === '/scores/changes')
      return { body: changesOf(cases.find((each) => each.id === Number(query.get('case')))) }
    if (path === '/live/snapshot') return { body: this.snapshot() }
    if (path === '/warnings')
      return list(
        warnings.filter(
          (each) =>
            (!query.get('state') || each.state === query.get('state')) &&
            (!query.get('level') || each.level === query.get('level')),
        ),
      )
    if (path === `/warnings/${id}`) return this.warning(id)
    if (path === '/cases')
      return list(
        cases.filter(
          (each) =>
            (query.get('state') !== 'open' || !each.closedAt) &&
            has(each.number + each.title.zh + each.title.en + each.place),
        ),
      )
    if (path === `/cases/${id}`) return this.withCase(id, (one) => ({ body: detailOf(one) }))
    const action = /^\/cases\/\d+\/actions\/([\w-]+)$/.exec(path)?.[1]
    if (action && method === 'POST') {
      const moved = act(id, action, json, user, this.now())
      if (!moved) return { status: 409, body: { title: 'The case has moved on' } }
      this.tell(moved)
      return { body: detailOf(moved) }
    }
    if (path === '/tasks')
      return list(cases.filter((one) => one.person?.id === user.id && !one.closedAt).map(taskOf))
    if (/^\/tasks\/\d+\/contact$/.test(path)) return { body: reporter }
    const step = /^\/tasks\/\d+\/([\w-]+)$/.exec(path)?.[1]
    if (step && method === 'POST') {
      const done = stepTask(id, step, json, user, this.now())
      if (!done) return { status: 409, body: { title: 'The task has moved on' } }
      if (!done.repeated) this.tell(done.one)
      return { body: taskOf(done.one) }
    }
    if (path === '/photos' && method === 'POST') {
      const key = /name="key"\s+([\w-]+)/.exec(raw)?.[1] ?? String(this.photos.size)
      if (!this.photos.has(key)) this.photos.set(key, this.photos.size + 10)
      return { status: 201, body: { id: this.photos.get(key) } }
    }
    if (path === `/photos/${id}`) return { raw: picture(id), type: 'image/svg+xml' }
    if (path === '/positions') return { status: 204 }
    return null
  }

  private withCase(id: number, answer: (one: CaseSummary) => Reply): Reply {
    const one = cases.find((each) => each.id === id)
    return one ? answer(one) : notFound
  }

  private tell(one: CaseSummary) {
    this.hub.say('case', { ...one })
    if (one.person) this.hub.say('task', taskOf(one))
    this.hub.say('counts', countsOf(cases, warnings, this.now()))
  }

  private snapshot() {
    return {
      eventId: String(this.hub.lastId),
      clock: this.clock(),
      counts: countsOf(cases, warnings, this.now()),
      devices,
      warnings,
      cases: cases.filter((each) => !each.closedAt),
      workers: workers(),
    }
  }

  private warning(id: number): Reply {
    const warning = warnings.find((each) => each.id === id)
    if (!warning) return notFound
    const one = cases.find((each) => each.id === warning.cases[0]?.id)
    const episodeStart = warning.raisedAt
    const trace = {
      rule: { id: warning.rule, version: 1 },
      window: { from: episodeStart, to: warning.changedAt },
      predicates: [
        { name: 'methane > 25 %LEL', value: 27.4, holds: true, since: episodeStart },
        { name: 'fan.command = 1', value: 1, holds: true, since: episodeStart },
      ],
      readings: [
        { device: `D-${warning.subject.id}`, property: 'methane', time: episodeStart, value: 27.4 },
      ],
    }
    const findings = [
      {
        key: `${warning.rule}/${warning.subject.id}/1`,
        kind: 'BEGAN',
        level: 'IV',
        time: episodeStart,
        episodeStart,
        trace,
      },
      {
        key: `${warning.rule}/${warning.subject.id}/1`,
        kind: 'LEVEL_CHANGED',
        level: warning.level,
        time: warning.changedAt,
        episodeStart,
        trace,
      },
    ]
    const chain = one
      ? detailOf(one).chain
      : detailOf(cases[1]!).chain.map((link, index) =>
          index < 3
            ? link
            : {
                ...link,
                at: null,
                seconds: null,
                by: null,
                detail: null,
                evidence: null,
                state: 'waiting' as const,
              },
        )
    const { series, plans } = detailOf(one ?? cases[1]!)
    return { body: { ...warning, chain, findings, series, plans: one ? plans : [], changes: [] } }
  }

  private readings(query: URLSearchParams) {
    const [from, to] = [
      Date.parse(query.get('from')!),
      Math.min(Date.parse(query.get('to')!), this.now()),
    ]
    const series = Number(query.get('device')?.slice(2))
    const items = []
    for (let time = from; time <= to; time += minutes(1))
      items.push({ time: iso(time), value: this.valueAt(series, time) })
    return {
      device: query.get('device'),
      property: query.get('property'),
      unit: '%LEL',
      items,
      next: null,
    }
  }
}
