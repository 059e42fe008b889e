/** What the phone knows of its place and its pictures. */
export interface Position {
  lon: number
  lat: number
}

const patienceMillis = 8_000
const freshMillis = 60_000

/** Where the phone is, or null where it may not or can't tell: a step is never lost for want of it. */
export function whereAmI(): Promise<Position | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: patienceMillis, maximumAge: freshMillis },
    )
  })
}

const longestSide = 1600
const quality = 0.8

/**
 * A camera picture as a JPEG of at most 1600 px: about 0.3 MB instead of 5, which matters in a
 * stairwell. What can't be drawn (an unknown format) is sent as it is.
 */
export async function shrink(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await new Promise<Blob>((resolve) =>
      canvas.toBlob((small) => resolve(small ?? file), 'image/jpeg', quality),
    )
  } catch {
    return file
  }
}

const earthMetres = 6_371_000
const walkMetresPerMinute = 75

/** Metres as the crow flies (haversine on a sphere; within 0.5 % of the ellipsoid). */
export function distance(from: Position, to: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [dLat, dLon] = [radians(to.lat - from.lat), radians(to.lon - from.lon)]
  const half =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * earthMetres * Math.asin(Math.sqrt(half))
}

/** Minutes on foot; streets are taken as 1.3 times the straight line. */
export const walkMinutes = (metres: number) =>
  Math.max(1, Math.round((metres * 1.3) / walkMetresPerMinute))
