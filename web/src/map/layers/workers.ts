import type { Feature } from 'geojson'
import type { AddLayerObject } from 'maplibre-gl'
import { live } from '@/live'
import type { Layer } from '../cityMap'
import { beneathNames, emptyCollection, follow, pointing, removeAll } from '../follow'

/** People on duty: a dark disc with the first letter of the name, a dot from far away. */
export const workers: Layer = ({ map, palette, pick }) => {
  map.addSource('workers', { type: 'geojson', data: emptyCollection })
  const far: AddLayerObject = {
    id: 'workers-far',
    type: 'circle',
    source: 'workers',
    maxzoom: 12,
    paint: {
      'circle-radius': 2.5,
      'circle-color': palette.ink.body,
      'circle-stroke-color': palette.surface.raised,
      'circle-stroke-width': 1,
    },
  }
  map.addLayer(far, beneathNames(map))
  map.addLayer({
    id: 'workers',
    type: 'symbol',
    source: 'workers',
    minzoom: 12,
    layout: { 'icon-image': ['get', 'icon'], 'icon-overlap': 'always' },
  })
  const endFollowing = follow(map, 'workers', () => ({
    type: 'FeatureCollection',
    features: [...live.workers.values()].map((worker): Feature => ({
      type: 'Feature',
      properties: { id: worker.id, icon: `worker:${[...worker.name][0] ?? '?'}` },
      geometry: { type: 'Point', coordinates: [worker.lon, worker.lat] },
    })),
  }))
  const endings = ['workers', 'workers-far'].flatMap((layer) => {
    const onClick = (event: { features?: { properties: Record<string, unknown> }[] }) => {
      const id = event.features?.[0]?.properties.id
      if (id !== undefined) pick({ kind: 'worker', id: String(id) })
    }
    map.on('click', layer, onClick)
    return [() => map.off('click', layer, onClick), pointing(map, layer)]
  })
  return () => {
    endings.forEach((end) => end())
    endFollowing()
    removeAll(map, ['workers', 'workers-far'], ['workers'])
  }
}
