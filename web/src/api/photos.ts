import { post } from './http'

/** Stores one photo; `key` makes the upload idempotent. */
export function uploadPhoto(photo: {
  file: Blob
  key: string
  taken: string
  lon: number | null
  lat: number | null
}): Promise<{ id: number }> {
  const form = new FormData()
  form.set('file', photo.file, `${photo.key}.jpg`)
  form.set('key', photo.key)
  form.set('taken', photo.taken)
  if (photo.lon !== null && photo.lat !== null) {
    form.set('lon', String(photo.lon))
    form.set('lat', String(photo.lat))
  }
  return post('/photos', form)
}

export const photoUrl = (id: number) => `/api/v1/photos/${id}`
