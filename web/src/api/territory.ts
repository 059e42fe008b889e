import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Page, Time } from './common'
import { get } from './http'

export type AreaLevel = 'city' | 'district' | 'street' | 'community' | 'grid'

export interface Area {
  code: string
  name: string
  level: AreaLevel
  parent: string | null
  path: string
  from: Time
  to: Time | null
  lon: number
  lat: number
}

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
