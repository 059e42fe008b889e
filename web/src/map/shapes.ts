import { shallowRef } from 'vue'
import { areaShapes, type AreaLevel, type AreaShapes } from '@/api/territory'

const retryMillis = 10_000
const cache = new Map<AreaLevel, ReturnType<typeof shallowRef<AreaShapes | null>>>()

/** Outlines of all areas of a level, fetched once for the life of the page; null until they are here. */
export function useShapes(level: AreaLevel) {
  let kept = cache.get(level)
  if (!kept) {
    const fresh = shallowRef<AreaShapes | null>(null)
    cache.set(level, (kept = fresh))
    // A map without outlines still shows its points; a wall gets them without anybody's click.
    const load = () =>
      areaShapes(level).then(
        (shapes) => (fresh.value = shapes),
        () => setTimeout(load, retryMillis),
      )
    void load()
  }
  return kept
}
