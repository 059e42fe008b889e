import { shallowRef } from 'vue'
import { areaShapes, type AreaLevel, type AreaShapes } from '@/api/territory'

const cache = new Map<AreaLevel, ReturnType<typeof shallowRef<AreaShapes | null>>>()

/** Outlines of all areas of a level, fetched once for the life of the page; null until they are here. */
export function useShapes(level: AreaLevel) {
  let kept = cache.get(level)
  if (!kept) {
    const fresh = shallowRef<AreaShapes | null>(null)
    cache.set(level, (kept = fresh))
    areaShapes(level).then(
      (shapes) => (fresh.value = shapes),
      // The next page that asks tries again; a map without outlines still shows its points.
      () => cache.delete(level),
    )
  }
  return kept
}
