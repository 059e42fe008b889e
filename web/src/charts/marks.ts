/** A moment worth a line in a chart: "rule", "fan on", "warning II". */
export interface Mark {
  at: number
  label: string
}

/** Pixels of a label at 11 px: a Chinese character is about twice as wide as a Latin one. */
const widthOf = (label: string) =>
  [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 11 : 6), 0)

/** A mark with the row its label stands in, 0 nearest to the chart. */
export interface LaidMark extends Mark {
  lane: number
  /** A label at the edge leans inwards instead of being cut. */
  align: 'left' | 'center' | 'right'
}

const touching = 10

/**
 * Gives each label a row, so that none writes over another; marks of nearly the same moment share
 * one, in the order of time. Every mark keeps its own place.
 *
 * @param from the moment at the left edge
 * @param span milliseconds that the chart shows
 * @param pixels how wide it is at least
 */
export function layMarks(marks: Mark[], from: number, span: number, pixels = 520): LaidMark[] {
  const x = (at: number) => ((at - from) / span) * pixels
  const joined: Mark[] = []
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    const last = joined.at(-1)
    if (last && x(mark.at) - x(last.at) < touching)
      joined[joined.length - 1] = { at: last.at, label: `${last.label} · ${mark.label}` }
    else joined.push(mark)
  }
  const ends: number[] = []
  return joined.map((mark) => {
    const [here, width] = [x(mark.at), widthOf(mark.label)]
    const align = here > pixels * 0.85 ? 'right' : here < pixels * 0.1 ? 'left' : 'center'
    const start = here - { left: 0, center: width / 2, right: width }[align]
    const free = ends.findIndex((end) => start > end + 8)
    const lane = free < 0 ? ends.length : free
    ends[lane] = start + width
    return { ...mark, lane, align }
  })
}
