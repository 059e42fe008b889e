import type { Feature } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, MapGeoJSONFeature } from 'maplibre-gl'
import type { Layer } from '../cityMap'
import { emptyCollection, follow, pointing, removeAll } from '../follow'

/** The level of a cluster's worst member, as the middle part of its icon's name. */
const worstLevel: ExpressionSpecification = [
  'match',
  ['get', 'worst'],
  4,
  'I',
  3,
  'II',
  2,
  'III',
  1,
  'IV',
  '-',
]

/**
 * What needs doing: warnings and cases in one source, so that those of one place make one cluster,
 * counted and coloured by the worst. Above all other layers: labels make way for them.
 */
export const incidents =
  (features: () => Feature[]): Layer =>
  ({ map, pick, scale }) => {
    map.addSource('incidents', {
      type: 'geojson',
      data: emptyCollection,
      cluster: true,
      clusterRadius: 38 * scale,
      clusterMaxZoom: 16,
      clusterProperties: { worst: ['max', ['get', 'rank']] },
    })
    map.addLayer({
      id: 'incidents',
      type: 'symbol',
      source: 'incidents',
      layout: {
        'icon-image': [
          'case',
          ['has', 'point_count'],
          ['concat', 'cluster:', worstLevel, ':', ['get', 'point_count']],
          ['get', 'icon'],
        ],
        'icon-overlap': 'always',
        'icon-size': scale,
        'symbol-sort-key': ['coalesce', ['get', 'worst'], ['get', 'rank']],
      },
    })
    const endFollowing = follow(map, 'incidents', () => ({
      type: 'FeatureCollection',
      features: features(),
    }))
    const onClick = async (event: { features?: MapGeoJSONFeature[] }) => {
      const hit = event.features?.[0]
      if (!hit) return
      const { cluster_id: cluster, kind, id } = hit.properties
      if (cluster === undefined) {
        pick({ kind, id: String(id) })
        return
      }
      const zoom = await map.getSource<GeoJSONSource>('incidents')!.getClusterExpansionZoom(cluster)
      const [lon, lat] = (hit.geometry as GeoJSON.Point).coordinates as [number, number]
      map.easeTo({ center: [lon, lat], zoom: Math.min(zoom + 0.2, 18) })
    }
    map.on('click', 'incidents', onClick)
    const endPointing = pointing(map, 'incidents')
    return () => {
      map.off('click', 'incidents', onClick)
      endPointing()
      endFollowing()
      removeAll(map, ['incidents'], ['incidents'])
    }
  }
