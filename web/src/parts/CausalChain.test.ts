import { createApp, h, nextTick } from 'vue'
import { beforeEach, expect, test } from 'vitest'
import { chainLinks, type Chain, type ChainLink } from '@/api/cases'
import { setLang } from '@/i18n'
import { setClock } from '@/time/clock'
import CausalChain from './CausalChain.vue'

const start = Date.parse('2026-11-20T02:00:00Z')
/** Done up to dispatch, ten minutes a step but an hour before filing; accepting is awaited now. */
const chain: Chain = chainLinks.map((link, at) => ({
  link,
  at: at < 6 ? new Date(start + at * 600_000 + (at > 3 ? 3_000_000 : 0)).toISOString() : null,
  seconds: at === 0 || at > 5 ? null : at === 4 ? 3600 : 600,
  by: at === 5 ? '王芳' : null,
  detail: at < 6 ? { zh: `详情 ${link}`, en: `detail ${link}` } : null,
  state: at < 6 ? 'done' : at === 6 ? 'now' : 'waiting',
  evidence: at < 6 ? { type: 'timeline', id: at } : null,
}))

function mount(
  selected: ChainLink | null,
  onOpen: (link: ChainLink) => void = () => {},
  of: Chain = chain,
) {
  const root = document.createElement('div')
  document.body.replaceChildren(root)
  createApp({ render: () => h(CausalChain, { chain: of, selected, onOpen }) }).mount(root)
  return root
}

beforeEach(() => {
  setLang('zh')
  setClock({ now: '2026-11-20T03:50:00Z', speed: 1, wanted: 1 })
})

test('every link is there, in order, with its state', () => {
  const items = [...mount(null).querySelectorAll('li')]
  expect(items).toHaveLength(12)
  expect(items.map((item) => item.className)).toEqual([
    ...Array(6).fill('done'),
    'now',
    ...Array(5).fill('waiting'),
  ])
  expect(items[5]!.textContent).toContain('王芳')
})

test('the longest wait stands out', () => {
  expect(mount(null).querySelector('.longest')!.textContent).toBe('1 小时')
})

test('it tells what is awaited and for how long, or what the chosen link was', () => {
  expect(mount(null).querySelector('.said')!.textContent).toContain('等待接单，已 10 分')
  expect(mount('warn').querySelector('.said')!.textContent).toContain('详情 warn')
})

test('only a link with evidence can be opened', async () => {
  const opened: string[] = []
  const buttons = [...mount(null, (link) => opened.push(link)).querySelectorAll('button')]
  expect(buttons.map((button) => button.disabled)).toEqual([
    ...Array(6).fill(false),
    ...Array(6).fill(true),
  ])
  buttons[1]!.click()
  await nextTick()
  expect(opened).toEqual(['detect'])
})

test('of a chain that has ended it tells how long all of it took, until a link is chosen', () => {
  const ended = chain.map((link): Chain[number] =>
    link.state === 'done' ? link : { ...link, state: 'skipped' },
  )
  const said = (selected: ChainLink | null) =>
    mount(selected, undefined, ended).querySelector('.said')!.textContent
  expect(said(null)).toBe('全程1 小时 40 分')
  expect(said('warn')).toContain('详情 warn')
})
