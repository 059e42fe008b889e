import { ref, shallowRef } from 'vue'
import { Problem } from '@/api/http'
import { currentSession, signIn, signOut, type Session } from '@/api/session'
import { listPeople } from '@/api/people'
import { fetchSettings, type Settings } from '@/api/settings'
import { fetchTexts } from '@/api/texts'
import { useTrackTexts } from '@/i18n'
import { setClock } from '@/time/clock'
import { useZone } from '@/time/format'

/** What every page needs before it can show anything: the city's settings and who is reading. */
export const settings = shallowRef<Settings | null>(null)
export const session = shallowRef<Session | null>(null)
export const bootFailure = ref(false)

const keptSettings = 'yiwang.settings'
const keptSession = 'yiwang.session'

/**
 * Loads both once. The phone may start without a network: it then goes on with what it kept (no
 * password, no token: only names and rights), and the server judges every step when it is sent.
 */
export async function boot(offlineAllowed = false): Promise<void> {
  bootFailure.value = false
  try {
    if (!settings.value || usesKeptSettings) use(await fetchSettings(), false)
  } catch {
    const kept = offlineAllowed ? read<Settings>(keptSettings) : null
    if (kept) use(kept, true)
    else bootFailure.value = true
  }
  if (session.value || bootFailure.value) return
  try {
    session.value = await currentSession()
    keep(keptSession, session.value)
    void loadTexts()
    if (!offlineAllowed) void loadUnit()
  } catch (cause) {
    const isOffline = cause instanceof Problem && cause.isPassing
    session.value = offlineAllowed && isOffline ? read<Session>(keptSession) : null
  }
}

let usesKeptSettings = false

function use(given: Settings, isKept: boolean) {
  usesKeptSettings = isKept
  settings.value = given
  useZone(given.zone)
  if (!isKept) {
    setClock(given.clock)
    keep(keptSettings, given)
  }
}

/** Who the reader is among the people of the city; cases and tasks name them by this number. */
export const myNumber = () => session.value?.user.person ?? session.value?.user.id ?? null

/** "My centre" needs the reader's unit; where the session does not say it, the list of people does. */
async function loadUnit() {
  const user = session.value?.user
  if (!user?.person || user.unit !== undefined) return
  const people = await listPeople().catch(() => null)
  const unit = people?.items.find((person) => person.id === user.person)?.unit
  if (unit && session.value?.user === user)
    session.value = { ...session.value, user: { ...user, unit } }
}

async function loadTexts() {
  // Without them names of track things show as their codes, which is better than no page.
  await fetchTexts().then(useTrackTexts, () => {})
}

export async function enter(login: string, password: string): Promise<void> {
  session.value = await signIn(login, password)
  keep(keptSession, session.value)
  void loadTexts()
  void loadUnit()
}

export async function leave(): Promise<void> {
  await signOut().catch(() => {})
  forgetSession()
}

export function forgetSession() {
  session.value = null
  localStorage.removeItem(keptSession)
}

/** Where a person starts: grid workers and handlers on the phone page, leaders on the wall. */
export function homeOf(one: Session | null): string {
  const roles = one?.grants.map((grant) => grant.role) ?? []
  if (roles.length > 0 && roles.every((role) => role === 'grid-worker' || role === 'handler'))
    return '/m'
  if (roles.length > 0 && roles.every((role) => role === 'leader')) return '/wall'
  return '/desk'
}

function keep(name: string, value: unknown) {
  localStorage.setItem(name, JSON.stringify(value))
}

function read<T>(name: string): T | null {
  const text = localStorage.getItem(name)
  return text === null ? null : (JSON.parse(text) as T)
}
