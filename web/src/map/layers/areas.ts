import { useShapes } from '../shapes'
import type { Layer } from '../cityMap'
import { emptyCollection, follow, removeAll } from '../follow'
import { labelFeatures } from '../geometry'

const layers = ['district-fill', 'district-line', 'street-line', 'street-label']
const sources = ['district', 'street', 'street-label']

/** The district as a light sheet, streets as lines, their names where no point is in the way. */
export const areas: Layer = ({ map, palette, scale }) => {
  const district = useShapes('district')
  const street = useShapes('street')
  for (const id of sources) map.addSource(id, { type: 'geojson', data: emptyCollection })
  map.addLayer({
    id: 'district-fill',
    type: 'fill',
    source: 'district',
    paint: { 'fill-color': palette.map.district },
  })
  map.addLayer({
    id: 'street-line',
    type: 'line',
    source: 'street',
    paint: {
      'line-color': palette.map.street,
      'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.8, 14, 2],
    },
  })
  map.addLayer({
    id: 'district-line',
    type: 'line',
    source: 'district',
    paint: { 'line-color': palette.map.outline, 'line-width': 1.5 },
  })
  map.addLayer({
    id: 'street-label',
    type: 'symbol',
    source: 'street-label',
    maxzoom: 14.5,
    layout: { 'icon-image': ['get', 'icon'], 'icon-padding': 4, 'icon-size': scale },
  })
  const endings = [
    follow(map, 'district', () => district.value ?? emptyCollection),
    follow(map, 'street', () => street.value ?? emptyCollection),
    follow(map, 'street-label', () =>
      street.value ? labelFeatures(street.value, 'street', (name) => name) : emptyCollection,
    ),
  ]
  return () => {
    endings.forEach((end) => end())
    removeAll(map, layers, sources)
  }
}
