import { describe, expect, test } from 'vitest'
import { contrast } from './contrast'
import { dark, levels, light, type Palette, type Signal } from './palette'

// WCAG 2.2 AA: 4.5 for words (1.4.3), 3 for marks and borders that are needed (1.4.11).
const words = 4.5
const marks = 3

describe.each([
  ['light', light],
  ['dark', dark],
] as [string, Palette][])('the %s theme', (_, palette) => {
  const { surface, ink } = palette
  const grounds = [surface.page, surface.raised, surface.sunken, surface.hover, surface.selected]
  const signals: [string, Signal][] = [
    ...levels.map((level): [string, Signal] => [level, palette.level[level]]),
    ['done', palette.done],
    ['stale', palette.stale],
    ['accent', palette.accent],
  ]

  test.each(Object.entries(ink))('%s ink reads on every surface', (_, colour) => {
    for (const ground of grounds) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(words)
  })

  test.each(signals)('%s: words read on every surface and on its own wash', (_, signal) => {
    for (const ground of [...grounds, signal.soft])
      expect(contrast(signal.text, ground)).toBeGreaterThanOrEqual(words)
    expect(contrast(signal.onFill, signal.fill)).toBeGreaterThanOrEqual(words)
    expect(contrast(ink.strong, signal.soft)).toBeGreaterThanOrEqual(words)
  })

  test.each(signals)('%s: its outline is seen on pages and on the map', (_, signal) => {
    for (const ground of [surface.page, surface.raised, palette.map.district, palette.map.ground])
      expect(contrast(signal.edge, ground)).toBeGreaterThanOrEqual(marks)
  })

  test('borders of controls and labels on the map are seen', () => {
    expect(contrast(surface.control, surface.raised)).toBeGreaterThanOrEqual(marks)
    expect(contrast(surface.control, surface.page)).toBeGreaterThanOrEqual(marks)
    expect(contrast(palette.map.label, palette.map.district)).toBeGreaterThanOrEqual(words)
  })
})

test('black on white is 21 and a colour on itself is 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#1f6fd0', '#1f6fd0')).toBe(1)
})
