import { get, post, put } from './http'
import type { Account, Held, Named, Page } from './types'

export type { Account, Held } from './types'

export const listAccounts = (cursor?: string) =>
  get<Page<Account>>('/accounts', { limit: 200, cursor })
/** What roles there are, by their codes. */
export const listRoles = () => get<Record<string, Named>>('/accounts/roles')

/** An account and its first password, which is told this once. */
export const makeAccount = (given: { login: string; name: string; roles: Held[] }) =>
  post<{ account: Account; password: string }>('/accounts', given)
export const setRoles = (id: number, roles: Held[]) => put<Account>(`/accounts/${id}/roles`, roles)
export const setDisabled = (id: number, disabled: boolean) =>
  put<Account>(`/accounts/${id}/state`, { disabled })
export const resetPassword = (id: number) =>
  post<{ password: string }>(`/accounts/${id}/password`, {})

/** Everybody who is signed in with the old one has to sign in again. */
export const changePassword = (old: string, next: string) =>
  post<void>('/session/password', { old, next })
