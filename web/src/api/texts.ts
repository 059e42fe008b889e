import { get } from './http'

/** Texts of the installed tracks, by key, in both languages. */
export interface TrackTexts {
  zh: Record<string, string>
  en: Record<string, string>
}

export const fetchTexts = () => get<TrackTexts>('/texts')
