import { computed, ref, shallowRef, watch } from 'vue'
import { actOnCase, fetchCase, type CaseDetail } from '@/api/cases'
import { Problem } from '@/api/http'
import { live } from '@/live'
import { mayPass, useAgain } from '@/parts/useAgain'

/** How an attempt to act ended: done, or refused because the case moved on in the meantime. */
export type Outcome = 'done' | 'moved' | 'failed'

/**
 * One case in full, kept current: when the stream tells of a newer version it is fetched again.
 * After a 409 it is reloaded too, so that the person decides on what is so now.
 */
export function useCase(id: () => number | null) {
  const detail = shallowRef<CaseDetail | null>(null)
  const failure = shallowRef<Problem | null>(null)
  const isActing = ref(false)
  let asked = 0

  async function load() {
    const wanted = id()
    const mine = ++asked
    if (wanted === null) return
    try {
      const loaded = await fetchCase(wanted)
      if (mine !== asked) return
      detail.value = loaded
      failure.value = null
    } catch (cause) {
      if (mine !== asked) return
      // What is shown stays readable; only a page that has nothing yet shows the failure.
      failure.value = cause instanceof Problem ? cause : new Problem(0, String(cause))
    }
  }

  async function act(action: string, inputs: Record<string, unknown>): Promise<Outcome> {
    const current = detail.value
    if (!current || isActing.value) return 'failed'
    isActing.value = true
    try {
      const moved = await actOnCase(current.id, action, { version: current.version, ...inputs })
      if (moved.id === id()) detail.value = moved
      return 'done'
    } catch (cause) {
      if (cause instanceof Problem && cause.status === 409) {
        await load()
        return 'moved'
      }
      throw cause
    } finally {
      isActing.value = false
    }
  }

  watch(
    id,
    () => {
      if (detail.value?.id !== id()) detail.value = null
      failure.value = null
      void load()
    },
    { immediate: true },
  )

  useAgain(() => mayPass(failure.value), load)

  const told = computed(() => {
    const wanted = id()
    const ended = live.resolved.find((one) => one.id === wanted)
    return (wanted === null ? undefined : live.cases.get(wanted))?.version ?? ended?.version ?? 0
  })
  watch(told, (version) => {
    if (detail.value && version > detail.value.version) void load()
  })

  // A step of its plan moves the warning and not the case.
  watch(
    () => live.warnings.get(detail.value?.warning?.id ?? NaN),
    (_, before) => {
      if (before && detail.value?.warning?.id === before.id) void load()
    },
  )

  return { detail, failure, isActing, load, act }
}
