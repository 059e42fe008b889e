import type { Entry } from '@/api/cases'
import { t, word } from '@/i18n'
import { far } from '@/i18n/far'

/** To whom a step gave the case; empty where it gave it to nobody. */
export const whom = ({ action, data }: Entry) =>
  action === 'withdraw' ? '' : String(data.person ?? data.unit ?? '')

/** Why a step was taken, in the reader's language. */
export function why({ action, data }: Entry): string {
  if (typeof data.openTasks === 'number') return chosen(data.openTasks, data.distanceMetres)
  // Until November 2026 the choice of a person was kept as a sentence.
  if (typeof data.why === 'string') return data.why
  const reason = data.reason ? word('reason', String(data.reason)) : ''
  return [action === 'withdraw' && data.person, reason].filter(Boolean).join(' ')
}

const chosen = (openTasks: number, metres: unknown) =>
  typeof metres === 'number'
    ? t('timeline.chosen', { far: far(metres), n: openTasks })
    : t('timeline.chosenFar', { n: openTasks })
