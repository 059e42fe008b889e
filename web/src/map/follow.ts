import type { FeatureCollection, GeoJSON } from 'geojson'
import type { GeoJSONSource, Map } from 'maplibre-gl'
import { watch } from 'vue'

export const emptyCollection: FeatureCollection = { type: 'FeatureCollection', features: [] }

const settleMillis = 200

/**
 * Keeps one GeoJSON source equal to what `features` returns. Bursts of deltas make one update: the
 * source is re-indexed at most five times a second.
 */
export function follow(map: Map, source: string, features: () => GeoJSON): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const update = (data: GeoJSON) => map.getSource<GeoJSONSource>(source)?.setData(data)
  const stop = watch(features, (data) => {
    clearTimeout(timer)
    timer = setTimeout(() => update(data), settleMillis)
  })
  update(features())
  return () => {
    stop()
    clearTimeout(timer)
  }
}

/** Takes layers and sources away, also from a map that was removed in the meantime. */
export function removeAll(map: Map, layers: string[], sources: string[]) {
  if (!map.style) return
  for (const id of layers) if (map.getLayer(id)) map.removeLayer(id)
  for (const id of sources) if (map.getSource(id)) map.removeSource(id)
}

/** A pointing hand over the clickable things of a layer. */
export function pointing(map: Map, layer: string): () => void {
  const on = () => (map.getCanvas().style.cursor = 'pointer')
  const off = () => (map.getCanvas().style.cursor = '')
  map.on('mouseenter', layer, on)
  map.on('mouseleave', layer, off)
  return () => {
    map.off('mouseenter', layer, on)
    map.off('mouseleave', layer, off)
  }
}
