import { shallowRef } from 'vue'
import { fetchScores, type Formula } from '@/api/scores'
import { serverNow } from '@/time/clock'
import { monthOf } from '@/time/format'

const known = shallowRef<Formula[]>([])
let asked = false

/** The formulas of the city, fetched once; empty until they are here. */
export function useFormulas() {
  if (!asked) {
    asked = true
    fetchScores({ kind: 'area', period: monthOf(serverNow()) }).then(
      (scores) => (known.value = scores.formulas),
      () => (asked = false),
    )
  }
  return known
}

export const formulaOf = (formula: string | Formula, all: Formula[]): Formula | undefined =>
  typeof formula === 'string' ? all.find((each) => each.id === formula) : formula
