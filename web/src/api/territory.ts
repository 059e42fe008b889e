import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { get } from './http'
import type { Area, LevelName, Page } from './types'

export type { Area, LevelName } from './types'

export type AreaLevel = 'city' | 'district' | 'street' | 'community' | 'grid'

export interface AreaProperties {
  code: string
  name: string
  level: AreaLevel
  parent: string | null
}

export type AreaShapes = FeatureCollection<Polygon | MultiPolygon, AreaProperties>

export const listAreas = (query: { level?: AreaLevel; parent?: string; q?: string }) =>
  get<Page<Area>>('/areas', query)

/** What an area is called, or null where it is not in force today. */
export const areaNamed = async (code: string) =>
  (await listAreas({ q: code })).items.find((area) => area.code === code)?.name ?? null

export const listLevels = () => get<Page<LevelName>>('/areas/levels')

export const areaShapes = (level: AreaLevel, parent?: string) =>
  get<AreaShapes>('/areas/geojson', { level, parent })
