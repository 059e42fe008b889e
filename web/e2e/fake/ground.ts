import type { LevelName, Area, AreaLevel, AreaShapes } from '../../src/api/territory'
import city from './city.json'
import { Random } from './random'

type Point = [number, number]
interface Cell {
  corners: [string, string, string, string]
  lon: number
  lat: number
}

/**
 * The fake district: a lattice of about 1,300 slightly crooked cells inside a hand-drawn outline,
 * each given to its nearest street and community. Streets and the district are made by leaving
 * out the edges that two of their cells share, so that everything nests without a gap.
 */
const step = 0.00452
const random = new Random(7)
const corners = new Map<string, Point>()

const cells: Cell[] = []
for (let column = 0; column < 100; column++)
  for (let row = 0; row < 40; row++) {
    const lon = 106.46 + (column + 0.5) * step
    const lat = 29.555 + (row + 0.5) * step
    if (!inside([lon, lat], city.outline as Point[])) continue
    const at = (c: number, r: number) => corner(column + c, row + r)
    cells.push({ corners: [at(0, 0), at(1, 0), at(1, 1), at(0, 1)], lon, lat })
  }

function corner(column: number, row: number): string {
  const key = `${column},${row}`
  if (!corners.has(key)) {
    const crooked = () => random.between(-0.28, 0.28) * step
    corners.set(key, [106.46 + column * step + crooked(), 29.555 + row * step + crooked()])
  }
  return key
}

const areas: Area[] = []
const shapes: Record<AreaLevel, AreaShapes['features']> = {
  city: [],
  district: [],
  street: [],
  community: [],
  grid: [],
}

add('district', city.district.code, city.district.name, null, '/500000/', cells)
for (const street of city.streets) {
  const own = cells.filter((cell) => nearest(cell, city.streets) === street)
  const path = `/500000/${city.district.code}/`
  add('street', street.code, street.name, city.district.code, path, own)
  own.forEach((cell, index) => {
    const community = Math.floor(index / 12) + 1
    const code = `${street.code}${String(community).padStart(3, '0')}${String(index + 1).padStart(3, '0')}`
    const name = `${street.name} ${community}-${(index % 12) + 1} 网格`
    add('grid', code, name, street.code, `${path}${street.code}/`, [cell])
  })
}

function add(
  level: AreaLevel,
  code: string,
  name: string,
  parent: string | null,
  path: string,
  own: Cell[],
) {
  const middle = own[Math.floor(own.length / 2)]!
  const from = '2024-01-01T00:00:00+08:00'
  const { lon, lat } = middle
  areas.push({
    code,
    name,
    en: null,
    level,
    parent,
    path: `${path}${code}/`,
    from,
    to: null,
    lon,
    lat,
  })
  shapes[level].push({
    type: 'Feature',
    properties: { code, name, level, parent },
    geometry: { type: 'MultiPolygon', coordinates: outlines(own).map((ring) => [ring]) },
  })
}

/** Rings of those edges that only one of the cells has. */
function outlines(own: Cell[]): Point[][] {
  const edges = new Set<string>()
  for (const { corners: keys } of own)
    keys.forEach((from, index) => {
      const to = keys[(index + 1) % 4]!
      if (!edges.delete(`${to}>${from}`)) edges.add(`${from}>${to}`)
    })
  const onward = new Map<string, string[]>()
  for (const edge of edges) {
    const [from, to] = edge.split('>') as [string, string]
    onward.set(from, [...(onward.get(from) ?? []), to])
  }
  const rings: Point[][] = []
  for (const start of onward.keys())
    while (onward.get(start)!.length > 0) {
      const ring: Point[] = [corners.get(start)!]
      let at = start
      do {
        at = onward.get(at)!.pop()!
        ring.push(corners.get(at)!)
      } while (at !== start)
      rings.push(ring)
    }
  return rings
}

function nearest<T extends { lon: number; lat: number }>(cell: Cell, places: T[]): T {
  const far = (place: T) => (place.lon - cell.lon) ** 2 + (place.lat - cell.lat) ** 2
  return places.reduce((best, place) => (far(place) < far(best) ? place : best))
}

function inside([x, y]: Point, ring: Point[]): boolean {
  let within = false
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length]!
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) within = !within
  })
  return within
}

export const allAreas: readonly Area[] = areas
export const areaLevels: LevelName[] = city.levels
export const grids = areas.filter((area) => area.level === 'grid')

export function geojson(level: AreaLevel, parent: string | null): AreaShapes {
  const features = shapes[level].filter((each) => !parent || each.properties.parent === parent)
  return { type: 'FeatureCollection', features }
}
