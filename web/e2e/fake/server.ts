import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { City, type Reply } from './city'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.mjs': 'text/javascript',
}

/**
 * A small server that speaks the contract of `/api/v1` over a made-up city, and serves `dist` as
 * the real one does. It is the fixture of the browser tests and of the pictures: typed by the same
 * files as the client, so that a drift from the contract does not compile.
 */
export async function start(options: {
  port: number
  speed: number
  dist?: string
}): Promise<number> {
  const city = new City(options.speed)
  const dist = options.dist ?? 'dist'
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    try {
      if (url.pathname === '/api/v1/live') city.hub.join(request, response, url.searchParams)
      else if (url.pathname.startsWith('/api/'))
        send(response, await city.answer(request, url, await bodyOf(request)))
      else serveFile(dist, url.pathname, response)
    } catch (cause) {
      send(response, { status: 500, body: { title: 'fake failed', detail: String(cause) } })
    }
  })
  const ticking = setInterval(() => city.tick(), 1000)
  server.on('close', () => clearInterval(ticking))
  await new Promise<void>((done) => server.listen(options.port, '127.0.0.1', done))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : options.port
}

function send(response: ServerResponse, reply: Reply) {
  const status = reply.status ?? 200
  const type = reply.type ?? (status >= 400 ? 'application/problem+json' : 'application/json')
  response.writeHead(status, { 'Content-Type': type, ...reply.headers })
  response.end(reply.raw ?? (reply.body === undefined ? '' : JSON.stringify(reply.body)))
}

function serveFile(dist: string, path: string, response: ServerResponse) {
  const file = join(dist, path)
  const found =
    extname(path) !== '' && existsSync(file)
      ? file
      : extname(path) === ''
        ? join(dist, 'index.html')
        : null
  if (!found) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, { 'Content-Type': types[extname(found)] ?? 'application/octet-stream' })
  response.end(readFileSync(found))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
