import type { FeatureCollection, GeoJSON } from 'geojson'
import type { GeoJSONSource, Map } from 'maplibre-gl'
import { effect, stop } from 'vue'

export const emptyCollection: FeatureCollection = { type: 'FeatureCollection', features: [] }

const settleMillis = 200

/**
 * Keeps one GeoJSON source equal to what `features` returns. A change is drawn within 200 ms,
 * and however fast changes come, the features are put together and indexed five times a second at most.
 */
export function follow(map: Map, source: string, features: () => GeoJSON): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const redraw = effect(() => map.getSource<GeoJSONSource>(source)?.setData(features()), {
    scheduler: () => {
      timer ??= setTimeout(() => {
        timer = undefined
        redraw()
      }, settleMillis)
    },
  })
  return () => {
    stop(redraw)
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

/** Points are drawn beneath the names of streets: a name that a dot lies on can't be read. */
export const beneathNames = (map: Map) =>
  map.getLayer('street-label') ? 'street-label' : undefined
