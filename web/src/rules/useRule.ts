import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { Problem } from '@/api/http'
import { checkRule, fetchRule, type Checked, type RuleDetail } from '@/api/rules'
import { mayPass, useAgain, useEvery } from '@/parts/useAgain'

/** Pause after the last key before the text is read again. */
const calm = 400

/** One rule with its versions; null for a rule that is still to be written. */
export function useRule(id: Ref<string | null>) {
  const detail = shallowRef<RuleDetail | null>(null)
  const failure = shallowRef<Problem | null>(null)

  async function load() {
    failure.value = null
    const wanted = id.value
    if (wanted === null) {
      detail.value = null
      return
    }
    try {
      const loaded = await fetchRule(wanted)
      if (wanted === id.value) detail.value = loaded
    } catch (cause) {
      failure.value = cause instanceof Problem ? cause : new Problem(0, String(cause))
    }
  }
  watch(id, () => ((detail.value = null), load()), { immediate: true })
  useAgain(() => mayPass(failure.value), load)
  // Somebody else may write, arm or approve meanwhile; the text under the hand stays as it is.
  useEvery(30, load)
  return { detail, failure, load }
}

/** What the server makes of a text, a moment after each change of it. */
export function useCheck(text: Ref<string>, isOn: Ref<boolean>) {
  const checked = shallowRef<Checked | null>(null)
  const isChecking = ref(false)
  const failed = ref(false)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function check() {
    const mine = ++asked
    failed.value = false
    try {
      const answer = await checkRule(text.value)
      if (mine === asked) checked.value = answer
    } catch {
      // Without an answer the text counts as unchecked; the next key asks again, and so does time.
      if (mine === asked) {
        checked.value = null
        failed.value = true
      }
    } finally {
      if (mine === asked) isChecking.value = false
    }
  }
  watch(
    [text, isOn],
    () => {
      clearTimeout(waiting)
      asked++
      if (!isOn.value || text.value.trim() === '') {
        checked.value = null
        return
      }
      isChecking.value = true
      waiting = setTimeout(check, calm)
    },
    { immediate: true },
  )
  useAgain(() => failed.value, check)
  const isValid = computed(() => checked.value !== null && checked.value.errors.length === 0)
  return { checked, isChecking, isValid }
}
