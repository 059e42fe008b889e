/** A moment worth a line in a chart: "rule", "fan on", "warning II". */
export interface Mark {
  at: number
  label: string
}

/** Marks closer than this share of the chart's width would write over each other. */
const tooClose = 0.045

/** Joins the labels of marks that are too close into one, in the order of time. */
export function mergeMarks(marks: Mark[], span: number): Mark[] {
  const merged: Mark[] = []
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    const last = merged.at(-1)
    if (last && mark.at - last.at < span * tooClose) last.label += ` · ${mark.label}`
    else merged.push({ ...mark })
  }
  return merged
}
