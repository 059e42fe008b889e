import 'maplibre-gl/dist/maplibre-gl.css'
import { AttributionControl, Map, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Settings } from '@/api/settings'
import type { Palette } from '@/theme/palette'
import { drawIcon, iconScale } from './icons'

setWorkerUrl(workerUrl)

/** What a click hits or a row points at. */
export interface Pick {
  kind: 'case' | 'warning' | 'device' | 'worker' | 'area'
  id: string
}

/** What a layer may use: the map, the colours in force, and a way to say "this was clicked". */
export interface MapContext {
  map: Map
  palette: Palette
  /** Size of marks and labels: 1 at a desk, more where they are read from afar. */
  scale: number
  pick(what: Pick): void
}

/** A layer adds itself and returns the function that takes it away again, sources, listeners and all. */
export type Layer = (context: MapContext) => () => void

export interface View {
  lon: number
  lat: number
  zoom: number
}

/** An empty map over the city's bounds. It needs no internet: no tiles, no glyphs, no sprite. */
export function createMap(
  container: HTMLElement,
  settings: Settings,
  palette: Palette,
  options: { view: View | null; still?: boolean; padding?: number; labels: Record<string, string> },
): Map {
  const [west, south, east, north] = settings.bounds
  const map = new Map({
    container,
    style: {
      version: 8,
      sources: settings.tiles
        ? { tiles: { type: 'raster', tiles: [settings.tiles], tileSize: 256 } }
        : {},
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': palette.map.ground } },
        ...(settings.tiles ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles' }] : []),
      ],
    },
    ...(options.view
      ? {
          center: [options.view.lon, options.view.lat] as [number, number],
          zoom: options.view.zoom,
        }
      : { bounds: settings.bounds, fitBoundsOptions: { padding: options.padding ?? 48 } }),
    maxBounds: [west - 0.6, south - 0.4, east + 0.6, north + 0.4],
    minZoom: 8,
    maxZoom: 19,
    interactive: !options.still,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 150,
    locale: options.labels,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.setMissingStyleImageResolver((id) => {
    const image = drawIcon(id, palette)
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: iconScale })
  })
  if (!options.still) map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right')
  if (settings.tiles) map.addControl(new AttributionControl({ compact: true }), 'bottom-left')
  return map
}
