import type { AreaRef, Ref } from './common'
import { get, post, remove, useCsrf } from './http'

export interface Session {
  user: {
    id: number
    login: string
    name: string
    /** Number of the person behind the account, where cases and tasks name persons; null for a machine. */
    person?: number | null
    /** Absent where the server leaves it to the list of people. */
    unit?: Ref | null
  }
  grants: { role: string; area?: AreaRef; areaPath?: string }[]
  rights: string[]
  csrf: string
}

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
