import { computed, ref } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { CaseSummary } from '@/api/cases'
import type { Level } from '@/api/common'
import { live } from '@/live'
import type { Pick } from '@/map/cityMap'
import type { Bounds } from '@/map/geometry'
import { headingTo } from '@/router'
import { session } from '@/session/boot'
import { levels } from '@/theme/palette'
import { useNow } from '@/time/clock'
import { byUrgency, isInTab, matches, tabs, type Tab } from './queue'

/** The part of the desk that is not worth a place in the address: it changes with every gesture. */
const mapBounds = ref<Bounds | null>(null)
const pointedAt = ref<number | null>(null)

/**
 * What the desk shows, read from the address and written to it: tab, levels, words, area, "only
 * what the map shows", and the chosen thing. Queue and map use it both, so each filters the other.
 */
export function useDesk() {
  const route = useRoute()
  const router = useRouter()
  const now = useNow()
  const one = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' && value !== '' ? value : null
  }

  const tab = computed<Tab>(() => tabs.find((each) => each === one('tab')) ?? 'all')
  const chosenLevels = computed<Level[]>(() =>
    levels.filter((level) => one('level')?.split(',').includes(level)),
  )
  const text = computed(() => one('q') ?? '')
  const area = computed(() => one('in'))
  const inView = computed(() => one('view') === '1')
  const picked = computed<Pick | null>(() => {
    const [kind, ...id] = one('pick')?.split(':') ?? []
    return kind && id.length > 0 ? { kind: kind as Pick['kind'], id: id.join(':') } : null
  })

  const open = computed(() => [...live.cases.values()])
  const counts = computed(() => {
    const user = session.value?.user
    const count = (each: Tab) =>
      user ? open.value.filter((item) => isInTab(item, each, user)).length : 0
    return { mine: count('mine'), centre: count('centre'), all: open.value.length }
  })
  const filtered = computed<CaseSummary[]>(() => {
    const user = session.value?.user
    const filter = { levels: chosenLevels.value, text: text.value, area: area.value, bounds: null }
    return user
      ? open.value.filter((item) => isInTab(item, tab.value, user) && matches(item, filter))
      : []
  })
  /** By the minute, so that rows don't change places under the hand more often than they must. */
  const minute = computed(() => Math.floor(now.value / 60_000) * 60_000)
  const rows = computed(() =>
    filtered.value
      .filter(
        (item) =>
          !inView.value ||
          matches(item, { levels: [], text: '', area: null, bounds: mapBounds.value }),
      )
      .sort(byUrgency(minute.value)),
  )
  const isFiltered = computed(
    () => chosenLevels.value.length > 0 || text.value !== '' || area.value !== null || inView.value,
  )

  function set(change: Record<string, string | null>) {
    // The map may come to rest while the next page is loading: its address must not call that back.
    const heading = headingTo()
    if (heading !== null && heading !== route.path) return Promise.resolve()
    const query: LocationQueryRaw = { ...route.query }
    for (const [name, value] of Object.entries(change))
      if (value) query[name] = value
      else delete query[name]
    return router.replace({ path: route.path, query })
  }

  return {
    tab,
    chosenLevels,
    text,
    area,
    inView,
    picked,
    counts,
    filtered,
    rows,
    isFiltered,
    mapBounds,
    pointedAt,
    set,
    pick: (what: Pick | null) => set({ pick: what && `${what.kind}:${what.id}` }),
    clear: () => set({ level: null, q: null, in: null, view: null }),
    /** The desk's filters as a query, for links that keep the queue as it is. */
    queueQuery: computed<LocationQueryRaw>(() => {
      const { tab: t, level, q, in: within, view } = route.query
      return { tab: t, level, q, in: within, view }
    }),
  }
}
