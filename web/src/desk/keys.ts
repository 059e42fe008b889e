/** True while a key belongs to a field, a dialog or an open list, and not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  return (
    event.defaultPrevented ||
    event.isComposing ||
    !!target?.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]')
  )
}

/**
 * Enter on a focused button or link means that button; anywhere else, and on the queue row that is
 * chosen already, it means the next step.
 */
export function isFreeEnter(event: KeyboardEvent): boolean {
  const button = (event.target as HTMLElement | null)?.closest('button, a')
  return (
    event.key === 'Enter' &&
    !isTyping(event) &&
    (!button || button.hasAttribute('data-passes-enter'))
  )
}
