import type { Level } from '@/api/common'
import type { Palette } from '@/theme/palette'
import { layMarks, type LaidMark, type Mark } from './marks'

export interface ChartInput {
  points: [time: number, value: number][]
  limits: { level: Level; value: number }[]
  marks: Mark[]
  unit: string
  from: number
  to: number
  /** A switch (0 or 1) is drawn as steps and low. */
  isSwitch: boolean
}

export interface ChartWords {
  font: string
  limit(level: Level, value: number): string
  time(at: number): string
  exact(at: number): string
}

/** Pixels of a row of labels. */
const laneHeight = 14

/** The ECharts option of one datastream: its line, its limits as level lines, the marks of the chain. */
export function readingsOption(input: ChartInput, palette: Palette, words: ChartWords) {
  const { points, limits, isSwitch, from, to } = input
  const last = points.at(-1)
  const highest = Math.max(
    ...points.map((point) => point[1]),
    ...limits.map((limit) => limit.value),
    0,
  )
  const shown = layMarks(
    input.marks.filter((mark) => mark.at >= from && mark.at <= to),
    from,
    to - from,
  )
  const lanes = Math.max(1, ...shown.map((mark) => mark.lane + 1))
  const step = isSwitch ? 1 : niceStep(highest / 4)
  const quiet = { color: palette.ink.quiet, fontSize: 11 }
  return {
    animation: false,
    textStyle: { fontFamily: words.font },
    grid: { left: 44, right: 16, top: isSwitch ? 8 : 14 + laneHeight * lanes, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: palette.surface.raised,
      borderColor: palette.surface.line,
      textStyle: { color: palette.ink.body, fontSize: 12 },
      axisPointer: { lineStyle: { color: palette.surface.control } },
      formatter: (hits: { value: [number, number] }[]) => {
        const hit = hits[0]
        return hit
          ? `${words.exact(hit.value[0])}<br><b>${hit.value[1]}</b> ${input.unit === '1' ? '' : input.unit}`
          : ''
      },
    },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      axisLine: { lineStyle: { color: palette.surface.control } },
      axisTick: { show: false },
      splitNumber: 6,
      axisLabel: { ...quiet, hideOverlap: true, formatter: (value: number) => words.time(value) },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: isSwitch ? 1 : Math.ceil((highest * 1.08) / step) * step,
      interval: step,
      splitLine: { lineStyle: { color: palette.surface.line } },
      axisLabel: quiet,
    },
    dataZoom: [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl' }],
    series: [
      {
        type: 'line',
        // A switch keeps its last word until it says another.
        data: isSwitch && last ? [...points, [Math.max(to, last[0]), last[1]]] : points,
        step: isSwitch ? 'end' : false,
        // A single reading makes no line: it is a dot.
        showSymbol: points.length === 1,
        sampling: 'lttb',
        lineStyle: { color: palette.ink.strong, width: 1.5 },
        itemStyle: { color: palette.ink.strong },
        markLine: {
          silent: true,
          symbol: 'none',
          data: [
            ...limits.map((limit) => limitLine(limit, palette, words)),
            ...markLines(shown, input, palette),
          ],
        },
      },
    ],
  }
}

/** The smallest of 1, 2, 2.5, 5 × a power of ten that is at least `least`; 1 where there is nothing. */
export function niceStep(least: number): number {
  if (!(least > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= least) ?? 10)
}

function limitLine(limit: { level: Level; value: number }, palette: Palette, words: ChartWords) {
  const colours = palette.level[limit.level]
  return {
    yAxis: limit.value,
    lineStyle: { color: colours.edge, width: 1.5, type: 'solid' },
    label: {
      position: 'insideStartTop',
      color: colours.text,
      fontSize: 11,
      formatter: words.limit(limit.level, limit.value),
    },
  }
}

function markLines(marks: LaidMark[], { isSwitch }: ChartInput, palette: Palette) {
  return marks.map((mark) => ({
    xAxis: mark.at,
    lineStyle: { color: palette.surface.control, width: 1, type: [4, 3] },
    label: {
      show: !isSwitch,
      align: mark.align,
      position: 'end',
      color: palette.ink.body,
      fontSize: 11,
      formatter: mark.label,
      padding: [0, 0, laneHeight * mark.lane, 0],
    },
  }))
}
