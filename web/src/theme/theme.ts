import { ref } from 'vue'
import { dark, light, type Palette } from './palette'

export type ThemeName = 'light' | 'dark'

/** The palette in force; map and charts watch it, everything else follows the CSS variables. */
export const theme = ref<ThemeName>('light')

export function paletteOf(name: ThemeName): Palette {
  return name === 'dark' ? dark : light
}

const remembered = 'yiwang.theme.'

/** Each face has its own habit (desk light, wall dark) until its user chooses otherwise. */
export function useThemeFor(face: 'desk' | 'wall' | 'phone') {
  const chosen = localStorage.getItem(remembered + face)
  applyTheme(chosen === 'light' || chosen === 'dark' ? chosen : face === 'wall' ? 'dark' : 'light')
}

export function chooseTheme(face: 'desk' | 'wall' | 'phone', name: ThemeName) {
  localStorage.setItem(remembered + face, name)
  applyTheme(name)
}

function applyTheme(name: ThemeName) {
  theme.value = name
  const root = document.documentElement
  root.classList.toggle('dark', name === 'dark')
  for (const [variable, value] of cssVariables(paletteOf(name)))
    root.style.setProperty(variable, value)
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute('content', paletteOf(name).surface.page)
}

/** `palette.level.II.fill` becomes `--level-II-fill`. */
export function cssVariables(palette: Palette): [string, string][] {
  const flat = (value: unknown, name: string): [string, string][] =>
    typeof value === 'string'
      ? [[name, value]]
      : Object.entries(value as object).flatMap(([key, inner]) => flat(inner, `${name}-${key}`))
  return flat(palette, '-')
}
