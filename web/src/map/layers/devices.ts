import type { Feature } from 'geojson'
import type { AddLayerObject } from 'maplibre-gl'
import { live } from '@/live'
import type { Layer } from '../cityMap'
import { beneathNames, emptyCollection, follow, pointing, removeAll } from '../follow'

/**
 * Devices are the texture of the map: small grey dots that are there to be found, not to be read.
 * A silent one is hollow, a sick one has a ring; those in a warning are shown by the warning.
 */
export const devices: Layer = ({ map, palette, pick }) => {
  map.addSource('devices', { type: 'geojson', data: emptyCollection })
  const layer: AddLayerObject = {
    id: 'devices',
    type: 'circle',
    source: 'devices',
    paint: {
      'circle-radius': ['interpolate', ['exponential', 1.6], ['zoom'], 9, 0.9, 13, 2.2, 16, 5],
      'circle-color': [
        'case',
        ['==', ['get', 'state'], 'silent'],
        palette.map.district,
        palette.map.device,
      ],
      'circle-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.55, 13, 0.9],
      'circle-stroke-color': [
        'case',
        ['==', ['get', 'state'], 'sick'],
        palette.ink.strong,
        palette.stale.edge,
      ],
      'circle-stroke-width': [
        'interpolate',
        ['linear'],
        ['zoom'],
        11,
        ['case', ['in', ['get', 'state'], ['literal', ['silent', 'sick']]], 0.6, 0],
        15,
        ['case', ['in', ['get', 'state'], ['literal', ['silent', 'sick']]], 2, 0],
      ],
    },
  }
  map.addLayer(layer, beneathNames(map))
  const endFollowing = follow(map, 'devices', () => ({
    type: 'FeatureCollection',
    features: [...live.devices.values()].map((device): Feature => ({
      type: 'Feature',
      properties: { code: device.code, state: device.state },
      geometry: { type: 'Point', coordinates: [device.lon, device.lat] },
    })),
  }))
  const onClick = (event: {
    point: { x: number; y: number }
    features?: { properties: Record<string, unknown> }[]
  }) => {
    // Dots are too small to aim at while the whole city is shown.
    if (map.getZoom() < 12.5) return
    if (
      map
        .queryRenderedFeatures([event.point.x, event.point.y])
        .some((hit) => hit.source === 'incidents' || hit.source === 'workers')
    )
      return
    const code = event.features?.[0]?.properties.code
    if (code) pick({ kind: 'device', id: String(code) })
  }
  map.on('click', 'devices', onClick)
  const endPointing = pointing(map, 'devices')
  return () => {
    map.off('click', 'devices', onClick)
    endPointing()
    endFollowing()
    removeAll(map, ['devices'], ['devices'])
  }
}
