/** A moment worth a line in a chart: "rule", "fan on", "warning II". */
export interface Mark {
  at: number
  label: string
}

/** Pixels of a label at 11 px: a Chinese character is about twice as wide as a Latin one. */
const widthOf = (label: string) =>
  [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 11 : 6), 0)

/**
 * Joins the labels of marks that would write over each other, in the order of time.
 *
 * @param span milliseconds that the chart shows
 * @param pixels how wide it is at least
 */
export function mergeMarks(marks: Mark[], span: number, pixels = 520): Mark[] {
  const merged: Mark[] = []
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    const last = merged.at(-1)
    const room = last ? ((widthOf(last.label) + widthOf(mark.label)) / 2 + 8) / pixels : 0
    if (last && mark.at - last.at < span * room) last.label += ` · ${mark.label}`
    else merged.push({ ...mark })
  }
  return merged
}
