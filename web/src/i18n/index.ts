import { ref, shallowRef } from 'vue'
import type { Named } from '@/api/common'
import type { TrackTexts } from '@/api/texts'
import { en } from './en'
import { zh } from './zh'

export type Lang = 'zh' | 'en'
export type TextKey = keyof typeof zh

const remembered = 'yiwang.lang'

/** The reader's language: Chinese unless another was chosen and remembered. */
export const lang = ref<Lang>('zh')
const trackTexts = shallowRef<TrackTexts>({ zh: {}, en: {} })

export function rememberedLang(): Lang {
  return localStorage.getItem(remembered) === 'en' ? 'en' : 'zh'
}

export function setLang(chosen: Lang) {
  lang.value = chosen
  localStorage.setItem(remembered, chosen)
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
}

export function useTrackTexts(texts: TrackTexts) {
  trackTexts.value = texts
}

/** A text of the client with `{name}` places filled. Reactive: a template renews on a switch. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return fill((lang.value === 'zh' ? zh : en)[key], values)
}

/** The word of an optional kind of things ("level.II", "skill.electric"), ours or the city's, or the bare value. */
export function word(group: string, value: string): string {
  const texts: Record<string, string> = lang.value === 'zh' ? zh : en
  const key = `${group}.${value}`
  return texts[key] ?? trackTexts.value[lang.value][key] ?? value
}

/** A name that came from the server in both languages; falls back to the one that is there. */
export function pick(name: Named | string | null | undefined): string {
  if (!name) return ''
  if (typeof name === 'string') return name
  return name[lang.value] || name.zh || name.en
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
