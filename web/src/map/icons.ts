import type { Level, Palette } from '@/theme/palette'

/**
 * Marks and labels of the map, drawn on a canvas when the map first asks for them. As images they
 * take part in the map's own collision of symbols, and words need no glyph server.
 *
 * An icon's name says what it is: `mark:II` a warning, `case:II` a case, `cluster:II:12` twelve
 * things of which the worst is II, `worker:王` a person, `label:street:…`, `label:grid:…`.
 */
export const iconScale = 3

export function drawIcon(name: string, palette: Palette): ImageData | null {
  const [kind, first = '', ...rest] = name.split(':')
  const text = rest.join(':')
  switch (kind) {
    case 'mark':
      return canvas(30, 30, (pen) => mark(pen, first as Level, 15, 15, 10, palette))
    case 'case':
      return canvas(40, 40, (pen) => {
        disc(pen, 20, 20, 17, palette.surface.raised, palette.ink.strong, 2)
        mark(pen, first as Level, 20, 20, 10, palette)
      })
    case 'cluster':
      return cluster(first as Level | '-', text, palette)
    case 'worker':
      return canvas(28, 28, (pen) => {
        disc(pen, 14, 14, 11, palette.ink.body, palette.surface.raised, 2)
        words(pen, first.slice(0, 1), 14, 14.5, '600 12px', palette.surface.raised)
      })
    case 'label':
      return label(first, text, palette)
    default:
      return null
  }
}

function cluster(level: Level | '-', count: string, palette: Palette): ImageData {
  const width = 46 + count.length * 8
  return canvas(width, 36, (pen) => {
    pen.beginPath()
    pen.roundRect(2, 3, width - 4, 30, 15)
    paint(pen, palette.surface.raised, palette.ink.strong, 2)
    if (level !== '-') mark(pen, level, 19, 18, 9.5, palette)
    words(pen, count, width / 2 + 12, 18.5, '600 14px', palette.ink.strong)
  })
}

function label(kind: string, text: string, palette: Palette): ImageData {
  const font = kind === 'street' ? '600 13px' : '400 11px'
  const width = Math.ceil(measure(text, font)) + 10
  return canvas(width, 22, (pen) => {
    pen.lineJoin = 'round'
    pen.lineWidth = 4
    pen.strokeStyle = palette.map.halo
    pen.font = `${font} ${family()}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.strokeText(text, width / 2, 11.5)
    words(pen, text, width / 2, 11.5, font, palette.map.label)
  })
}

/** The same four shapes as LevelMark draws in pages. */
function mark(pen: Pen, level: Level, x: number, y: number, radius: number, palette: Palette) {
  const colours = palette.level[level] ?? palette.stale
  pen.beginPath()
  if (level === 'I') polygon(pen, x, y, radius, 8, Math.PI / 8)
  else if (level === 'II') polygon(pen, x, y, radius * 1.2, 4, 0)
  else if (level === 'III')
    pen.roundRect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76, 2.5)
  else pen.arc(x, y, radius * 0.95, 0, 2 * Math.PI)
  paint(pen, colours.fill, colours.edge, 1)
  words(pen, level, x, y + 0.5, '700 10px', colours.onFill)
}

type Pen = OffscreenCanvasRenderingContext2D

function polygon(pen: Pen, x: number, y: number, radius: number, corners: number, turn: number) {
  for (let corner = 0; corner < corners; corner++) {
    const angle = turn + (corner * 2 * Math.PI) / corners
    pen.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle))
  }
  pen.closePath()
}

function disc(
  pen: Pen,
  x: number,
  y: number,
  radius: number,
  fill: string,
  edge: string,
  line: number,
) {
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  paint(pen, fill, edge, line)
}

function paint(pen: Pen, fill: string, edge: string, line: number) {
  pen.fillStyle = fill
  pen.fill()
  pen.lineWidth = line
  pen.strokeStyle = edge
  pen.stroke()
}

function words(pen: Pen, text: string, x: number, y: number, font: string, colour: string) {
  pen.font = `${font} ${family()}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillStyle = colour
  pen.fillText(text, x, y)
}

function measure(text: string, font: string): number {
  const pen = new OffscreenCanvas(1, 1).getContext('2d')!
  pen.font = `${font} ${family()}`
  return pen.measureText(text).width
}

function canvas(width: number, height: number, draw: (pen: Pen) => void): ImageData {
  const pen = new OffscreenCanvas(width * iconScale, height * iconScale).getContext('2d')!
  pen.scale(iconScale, iconScale)
  draw(pen)
  return pen.getImageData(0, 0, width * iconScale, height * iconScale)
}

const family = () => getComputedStyle(document.documentElement).getPropertyValue('--font')
