import type { Level } from '@/theme/palette'

const order: Level[] = ['IV', 'III', 'II', 'I']

/** 4 for I down to 1 for IV, 0 without a level: so that the worst of a cluster is its maximum. */
export const rankOf = (level: Level | null): number =>
  level === null ? 0 : order.indexOf(level) + 1
export const levelOfRank = (rank: number): Level | null => order[rank - 1] ?? null
