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
  const room = (a: Mark, b: Mark) => ((widthOf(a.label) + widthOf(b.label)) / 2 + 8) / pixels
  let merged = [...marks].sort((a, b) => a.at - b.at)
  // A joined label is wider and may reach the next one, so the joining goes on until nothing touches.
  for (;;) {
    const at = merged.findIndex(
      (mark, index) =>
        index > 0 && mark.at - merged[index - 1]!.at < span * room(merged[index - 1]!, mark),
    )
    if (at < 0) return merged
    const [left, right] = [merged[at - 1]!, merged[at]!]
    const joined = { at: left.at, label: `${left.label} · ${right.label}` }
    merged = [...merged.slice(0, at - 1), joined, ...merged.slice(at + 1)]
  }
}
