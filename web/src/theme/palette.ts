/**
 * Every colour of every face of the client. Components use the CSS variables made from it
 * (`--surface-page`, `--level-II-fill`, …); map and charts, which can't read CSS, use the object.
 *
 * Colour carries meaning and nothing else: the four national warning colours, green for done,
 * grey for stale, one accent for what can be clicked. `palette.test.ts` holds the contrasts.
 */
export type Level = 'I' | 'II' | 'III' | 'IV'
export const levels: readonly Level[] = ['I', 'II', 'III', 'IV']

/** One meaning in five uses: solid mark, text upon it, outline against the page, words, wash. */
export interface Signal {
  fill: string
  onFill: string
  edge: string
  text: string
  soft: string
}

export interface Palette {
  surface: {
    page: string
    raised: string
    sunken: string
    hover: string
    selected: string
    line: string
    /** Borders of inputs and other things that must be seen to be used: 3:1 against the page. */
    control: string
  }
  ink: { strong: string; body: string; quiet: string }
  accent: Signal
  level: Record<Level, Signal>
  done: Signal
  stale: Signal
  map: {
    ground: string
    district: string
    water: string
    grid: string
    street: string
    outline: string
    label: string
    halo: string
    device: string
  }
  shadow: string
}

export const light: Palette = {
  surface: {
    page: '#f4f6f8',
    raised: '#ffffff',
    sunken: '#eaeef2',
    hover: '#eef1f5',
    selected: '#e9ebfb',
    line: '#d9dfe6',
    control: '#7f8b99',
  },
  ink: { strong: '#131b26', body: '#2c3846', quiet: '#566373' },
  accent: { fill: '#4338ca', onFill: '#ffffff', edge: '#4338ca', text: '#4035c0', soft: '#e9ebfb' },
  level: {
    I: { fill: '#c81e1e', onFill: '#ffffff', edge: '#a31515', text: '#b01818', soft: '#fdeaea' },
    II: { fill: '#e8710a', onFill: '#1c1206', edge: '#b65200', text: '#9a4700', soft: '#fdf0e3' },
    III: { fill: '#f0c000', onFill: '#241c00', edge: '#8f6f00', text: '#735900', soft: '#fcf5d7' },
    IV: { fill: '#1f6fd0', onFill: '#ffffff', edge: '#185aab', text: '#175aa9', soft: '#e6f0fc' },
  },
  done: { fill: '#1a7f4b', onFill: '#ffffff', edge: '#1a7f4b', text: '#14693e', soft: '#e3f4ea' },
  stale: { fill: '#6b7786', onFill: '#ffffff', edge: '#6b7786', text: '#566373', soft: '#eaeef2' },
  map: {
    ground: '#e9edf1',
    district: '#f8fafb',
    water: '#d3e0ea',
    grid: '#dbe1e8',
    street: '#b3bfcb',
    outline: '#7f8fa0',
    label: '#4a5767',
    halo: '#f8fafb',
    device: '#8d9aa9',
  },
  shadow: '0 1px 2px rgb(19 27 38 / 8%), 0 8px 24px rgb(19 27 38 / 10%)',
}

export const dark: Palette = {
  surface: {
    page: '#0f151d',
    raised: '#18202b',
    sunken: '#0b1017',
    hover: '#202a37',
    selected: '#27304f',
    line: '#2c3746',
    control: '#758498',
  },
  ink: { strong: '#f3f6fa', body: '#d5dce5', quiet: '#9aa7b7' },
  accent: { fill: '#a5b0fb', onFill: '#11172b', edge: '#a5b0fb', text: '#b4bdfc', soft: '#27304f' },
  level: {
    I: { fill: '#f05252', onFill: '#1d0505', edge: '#f58080', text: '#ff9a9a', soft: '#3b1a1f' },
    II: { fill: '#f58a2a', onFill: '#1f1003', edge: '#f8a862', text: '#fbb06d', soft: '#38240f' },
    III: { fill: '#f2c521', onFill: '#221a00', edge: '#f2c521', text: '#f5d456', soft: '#332a0c' },
    IV: { fill: '#5b9df0', onFill: '#06152a', edge: '#8abaf6', text: '#93c0f8', soft: '#15294a' },
  },
  done: { fill: '#44b97c', onFill: '#04160c', edge: '#44b97c', text: '#6dd09b', soft: '#11301f' },
  stale: { fill: '#8492a3', onFill: '#0d131b', edge: '#8492a3', text: '#9aa7b7', soft: '#222c39' },
  map: {
    ground: '#0b1017',
    district: '#151d27',
    water: '#0c1a28',
    grid: '#212b38',
    street: '#3a4757',
    outline: '#5f7084',
    label: '#a3b0c0',
    halo: '#121922',
    device: '#66768a',
  },
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 45%)',
}
