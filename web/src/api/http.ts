/**
 * The one door to the server: JSON in and out, the CSRF header on every write, and every refusal
 * as a `Problem` (RFC 9457). A network that fails is a Problem of status 0.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    readonly errors: { field: string; reason: string }[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail ?? title)
  }

  /** True when nobody refused: the same request may well pass later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>

let csrf: string | null = null
let whenSignedOut: () => void = () => {}

export function useCsrf(token: string | null) {
  csrf = token
}

/** Called when the server no longer knows the session. */
export function onSignedOut(listener: () => void) {
  whenSignedOut = listener
}

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', path + queryString(query), undefined, signal)
}

export function post<T>(path: string, body?: unknown): Promise<T> {
  return call<T>('POST', path, body)
}

export function put<T>(path: string, body?: unknown): Promise<T> {
  return call<T>('PUT', path, body)
}

export function remove(path: string): Promise<void> {
  return call<void>('DELETE', path)
}

export function queryString(query: Query): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  return given.length === 0
    ? ''
    : '?' + new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
}

async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new Problem(0, 'network')
  }
  if (!response.ok) throw await problemOf(response, path)
  if (response.status === 204) return undefined as T
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

async function problemOf(response: Response, path: string): Promise<Problem> {
  if (response.status === 401 && path !== '/session') whenSignedOut()
  const retryAfter = Number(response.headers.get('Retry-After')) || null
  try {
    const { title, detail, errors } = await response.json()
    return new Problem(response.status, title ?? '', detail ?? null, errors ?? [], retryAfter)
  } catch {
    return new Problem(response.status, response.statusText, null, [], retryAfter)
  }
}
