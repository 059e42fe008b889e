import { useShapes } from '../shapes'
import type { Layer } from '../cityMap'
import { emptyCollection, follow, removeAll } from '../follow'
import { labelFeatures } from '../geometry'

const fadesIn = 11.5
const named = 14.5
const layers = ['grid-fill', 'grid-line', 'grid-label']
const sources = ['grid', 'grid-label']

/** Grid lines that appear as one zooms in; a click between all marks picks the grid beneath it. */
export const grids: Layer = ({ map, palette, pick }) => {
  const shapes = useShapes('grid')
  for (const id of sources) map.addSource(id, { type: 'geojson', data: emptyCollection })
  map.addLayer(
    {
      id: 'grid-fill',
      type: 'fill',
      source: 'grid',
      minzoom: fadesIn,
      paint: { 'fill-color': palette.map.district, 'fill-opacity': 0 },
    },
    'street-line',
  )
  map.addLayer(
    {
      id: 'grid-line',
      type: 'line',
      source: 'grid',
      minzoom: fadesIn,
      paint: {
        'line-color': palette.map.grid,
        'line-width': 1,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], fadesIn, 0, fadesIn + 1.5, 1],
      },
    },
    'street-line',
  )
  map.addLayer({
    id: 'grid-label',
    type: 'symbol',
    source: 'grid-label',
    minzoom: named,
    layout: { 'icon-image': ['get', 'icon'], 'icon-padding': 6 },
  })
  const endings = [
    follow(map, 'grid', () => shapes.value ?? emptyCollection),
    follow(map, 'grid-label', () =>
      shapes.value ? labelFeatures(shapes.value, 'grid', lastPart) : emptyCollection,
    ),
  ]
  const onClick = (event: { point: { x: number; y: number }; originalEvent: Event }) => {
    const { x, y } = event.point
    const hits = map.queryRenderedFeatures([x, y])
    if (
      hits.some(
        (hit) => hit.source === 'incidents' || hit.source === 'devices' || hit.source === 'workers',
      )
    )
      return
    const grid = hits.find((hit) => hit.source === 'grid')
    if (grid) pick({ kind: 'area', id: String(grid.properties.code) })
  }
  map.on('click', onClick)
  return () => {
    map.off('click', onClick)
    endings.forEach((end) => end())
    removeAll(map, layers, sources)
  }
}

/** A grid is called in full everywhere else; on the map its street is seen already: from its number on. */
export const lastPart = (name: string) => /\d.*$/.exec(name)?.[0] ?? name
