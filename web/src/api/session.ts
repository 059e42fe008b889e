import { get, post, remove, useCsrf } from './http'
import type { Session } from './types'

export type { Session } from './types'

export async function signIn(login: string, password: string): Promise<Session> {
  return keep(await post<Session>('/session', { login, password }))
}

export async function currentSession(): Promise<Session> {
  return keep(await get<Session>('/session'))
}

export async function signOut(): Promise<void> {
  await remove('/session')
  useCsrf(null)
}

function keep(session: Session): Session {
  useCsrf(session.csrf)
  return session
}
