import type { Polygon } from 'geojson'
import { expect, test } from 'vitest'
import { boundsOf, isWithin, labelPoint } from './geometry'

/** An area bent like a horseshoe, open to the right: its centroid lies outside it. */
const horseshoe: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [10, 0],
      [10, 2],
      [3, 2],
      [3, 8],
      [10, 8],
      [10, 10],
      [0, 10],
      [0, 0],
    ],
  ],
}

test('a label stands inside its area, even in a bent one', () => {
  expect(labelPoint(horseshoe)).toEqual([1.5, 5])
})

test('of several parts the largest is labelled', () => {
  const island = [
    [
      [20, 20],
      [21, 20],
      [21, 21],
      [20, 21],
      [20, 20],
    ],
  ]
  expect(
    labelPoint({ type: 'MultiPolygon', coordinates: [island, horseshoe.coordinates] }),
  ).toEqual([1.5, 5])
})

test('bounds hold every corner', () => {
  expect(boundsOf(horseshoe)).toEqual([0, 0, 10, 10])
  expect(isWithin([0, 0, 10, 10], 10, 0)).toBe(true)
  expect(isWithin([0, 0, 10, 10], 10.1, 0)).toBe(false)
})
