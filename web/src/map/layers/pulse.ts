import { Marker } from 'maplibre-gl'
import { watch } from 'vue'
import { live } from '@/live'
import type { Layer } from '../cityMap'

const pulseMillis = 1800

/** A warning raised while one watches pulses once where it is, and never again. */
export const pulse: Layer = ({ map, palette }) => {
  const shown = new Set<Marker>()
  const stop = watch(
    () => [...live.raised],
    (ids) => {
      for (const id of ids) {
        live.raised.delete(id)
        const warning = live.warnings.get(id)
        if (!warning) continue
        const element = document.createElement('div')
        element.className = 'map-pulse'
        element.style.color = palette.level[warning.level].edge
        const marker = new Marker({ element })
          .setLngLat([warning.subject.lon, warning.subject.lat])
          .addTo(map)
        shown.add(marker)
        setTimeout(() => shown.delete(marker) && marker.remove(), pulseMillis)
      }
    },
  )
  return () => {
    stop()
    shown.forEach((marker) => marker.remove())
  }
}
