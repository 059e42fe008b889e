// The service worker of the phone page. It keeps the page's shell (list and version are filled in
// by the build) so that /m opens without a network. Data is never cached here: tasks, drafts and
// the outbox live in the page's own database.
const shell = __SHELL__
const cacheName = 'yiwang-shell-' + __VERSION__
const page = '/m'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([page, ...shell]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('yiwang-shell-') && name !== cacheName)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/api/')) return
  if (event.request.mode === 'navigate') {
    // The newest page while there is a network, the kept one otherwise.
    event.respondWith(fetch(event.request).catch(() => caches.match(page)))
    return
  }
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)))
})
