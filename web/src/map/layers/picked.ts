import type { Layer } from '../cityMap'
import { emptyCollection, follow, removeAll } from '../follow'

export interface Spot {
  lon: number
  lat: number
}

/** A ring around what is chosen, and a thinner one around what a queue row points at. */
export const picked =
  (chosen: () => Spot | null, pointedAt: () => Spot | null): Layer =>
  ({ map, palette }) => {
    map.addSource('picked', { type: 'geojson', data: emptyCollection })
    map.addLayer({
      id: 'picked',
      type: 'circle',
      source: 'picked',
      paint: {
        'circle-radius': 24,
        'circle-color': palette.accent.fill,
        'circle-opacity': ['case', ['get', 'chosen'], 0.14, 0],
        'circle-stroke-color': palette.accent.edge,
        'circle-stroke-width': ['case', ['get', 'chosen'], 3, 1.5],
      },
    })
    const endFollowing = follow(map, 'picked', () => ({
      type: 'FeatureCollection',
      features: (
        [
          [pointedAt(), false],
          [chosen(), true],
        ] as const
      ).flatMap(([spot, isChosen]) =>
        spot
          ? [
              {
                type: 'Feature' as const,
                properties: { chosen: isChosen },
                geometry: { type: 'Point' as const, coordinates: [spot.lon, spot.lat] },
              },
            ]
          : [],
      ),
    }))
    return () => {
      endFollowing()
      removeAll(map, ['picked'], ['picked'])
    }
  }
