import type { Plugin } from 'vite'

/**
 * Leaves out fonts that a library would fetch from elsewhere: an installation may have no internet,
 * and its content policy forbids them. Vant's icon font is the one there is; no icon of it is used.
 */
export function ownFonts(): Plugin {
  return {
    name: 'own-fonts',
    enforce: 'pre',
    transform(code, id) {
      return /\.css($|\?)/.test(id) && /@font-face[^}]*url\((?:https?:)?\/\//.test(code)
        ? code.replace(/@font-face\s*\{[^}]*url\((?:https?:)?\/\/[^}]*\}/g, '')
        : null
    },
  }
}
