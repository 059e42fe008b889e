import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { get } from './http'
import type { Area, Page } from './types'

export type { Area } from './types'

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

export const areaShapes = (level: AreaLevel, parent?: string) =>
  get<AreaShapes>('/areas/geojson', { level, parent })
