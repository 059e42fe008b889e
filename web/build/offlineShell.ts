import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Emits `/sw.js`, the service worker of the phone page, with the list of exactly those files the
 * page needs: the entry, the page's own chunk, what both import statically, and their styles. The
 * list is read from the bundle, so a new import can't be forgotten, and its hash is the cache's
 * version, so that a release replaces the old shell as a whole.
 */
export function offlineShell(options: { page: string; worker: string }): Plugin {
  return {
    name: 'yiwang-offline-shell',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = new Set<string>()
      const visit = (name: string) => {
        const chunk = bundle[name]
        if (chunk?.type !== 'chunk' || files.has(name)) return
        files.add(name)
        chunk.viteMetadata?.importedCss.forEach((css) => files.add(css))
        chunk.imports.forEach(visit)
      }
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        if (chunk.isEntry || chunk.facadeModuleId?.endsWith(options.page)) visit(chunk.fileName)
      }
      const list = [...files].sort().map((file) => `/${file}`)
      list.push('/manifest.webmanifest', '/icon.svg')
      const version = createHash('sha256').update(list.join('\n')).digest('hex').slice(0, 12)
      const source = readFileSync(options.worker, 'utf8')
        .replace('__SHELL__', JSON.stringify(list))
        .replace('__VERSION__', JSON.stringify(version))
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}
