import { t } from '@/i18n'

/** "350 m", "1.2 km"; metres rounded where more would only look exact. */
export const far = (metres: number, roundedTo = 1) =>
  metres < 1000
    ? t('far.metres', { n: Math.round(metres / roundedTo) * roundedTo })
    : t('far.kilometres', { n: (metres / 1000).toFixed(1) })
