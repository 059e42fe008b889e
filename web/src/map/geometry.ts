import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { AreaShapes } from '@/api/territory'

export type Bounds = [west: number, south: number, east: number, north: number]

export const isWithin = (bounds: Bounds, lon: number, lat: number) =>
  lon >= bounds[0] && lon <= bounds[2] && lat >= bounds[1] && lat <= bounds[3]

export function boundsOf(shape: Polygon | MultiPolygon): Bounds {
  const bounds: Bounds = [180, 90, -180, -90]
  for (const [lon, lat] of outerRings(shape).flat() as [number, number][]) {
    bounds[0] = Math.min(bounds[0], lon)
    bounds[1] = Math.min(bounds[1], lat)
    bounds[2] = Math.max(bounds[2], lon)
    bounds[3] = Math.max(bounds[3], lat)
  }
  return bounds
}

/**
 * Where an area's name goes: the centre of the widest stretch of the middle line through its
 * largest ring. Unlike the centroid it is always inside.
 */
export function labelPoint(shape: Polygon | MultiPolygon): [number, number] {
  const ring = outerRings(shape).reduce((best, each) =>
    Math.abs(size(each)) > Math.abs(size(best)) ? each : best,
  )
  const lats = ring.map((point) => point[1]!)
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2
  const crossings = ring
    .flatMap(([x1, y1], at) => {
      const [x2, y2] = ring[(at + 1) % ring.length]!
      return y1! > lat !== y2! > lat ? [x1! + ((lat - y1!) * (x2! - x1!)) / (y2! - y1!)] : []
    })
    .sort((a, b) => a - b)
  let best = [crossings[0] ?? ring[0]![0]!, crossings[1] ?? ring[0]![0]!]
  for (let at = 0; at + 1 < crossings.length; at += 2)
    if (crossings[at + 1]! - crossings[at]! > best[1]! - best[0]!)
      best = [crossings[at]!, crossings[at + 1]!]
  return [(best[0]! + best[1]!) / 2, lat]
}

/** One point feature per area, carrying its properties and the name of its drawn label. */
export function labelFeatures(shapes: AreaShapes, kind: string, nameOf: (name: string) => string) {
  return {
    type: 'FeatureCollection' as const,
    features: shapes.features.map((feature) => ({
      type: 'Feature' as const,
      properties: {
        ...feature.properties,
        icon: `label:${kind}:${nameOf(feature.properties.name)}`,
      },
      geometry: { type: 'Point' as const, coordinates: labelPoint(feature.geometry) },
    })),
  }
}

function outerRings(shape: Polygon | MultiPolygon): Position[][] {
  return shape.type === 'Polygon'
    ? [shape.coordinates[0]!]
    : shape.coordinates.map((polygon) => polygon[0]!)
}

function size(ring: Position[]): number {
  return ring.reduce((sum, [x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length]!
    return sum + x1! * y2! - x2! * y1!
  }, 0)
}
