import { onScopeDispose, shallowReactive } from 'vue'

export interface Shortcut {
  /** One key, `mod+k` (Ctrl, or Cmd on a Mac), or keys one after the other: `g o`. */
  readonly keys: string
  /** What it does, as the help shows it. */
  readonly label: () => string
  readonly run: () => void
  /** Works while a field has the focus; only for keys with a modifier. */
  readonly inFields?: boolean
}

/** What may be pressed now: that of the shell and of the page that is open. */
export const activeShortcuts = shallowReactive<Shortcut[]>([])

/** Shortcuts for as long as the component lives. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  activeShortcuts.push(...shortcuts)
  onScopeDispose(() => {
    for (const shortcut of shortcuts) {
      const index = activeShortcuts.indexOf(shortcut)
      if (index >= 0) activeShortcuts.splice(index, 1)
    }
  })
}

const sequencePause = 1000
let typed = ''
let typedAt = 0

/** Listens for shortcuts; called once, by the shell. The newest shortcut of a key wins, so that a page can take one over. */
export function listenForShortcuts(): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    const inField = isField(event.target)
    // a dialog has the keyboard to itself
    if (!inField && isLayerOpen()) return
    const stroke = strokeOf(event)
    typed = event.timeStamp - typedAt < sequencePause && typed !== '' ? `${typed} ${stroke}` : stroke
    typedAt = event.timeStamp

    const candidates = activeShortcuts.filter((shortcut) => !inField || shortcut.inFields)
    const match = candidates.findLast((shortcut) => shortcut.keys === typed) ?? candidates.findLast((shortcut) => shortcut.keys === stroke)
    if (match) {
      typed = ''
      event.preventDefault()
      match.run()
    } else if (!candidates.some((shortcut) => shortcut.keys.startsWith(`${typed} `))) {
      typed = candidates.some((shortcut) => shortcut.keys.startsWith(`${stroke} `)) ? stroke : ''
    }
  }
  window.addEventListener('keydown', listener)
  return () => window.removeEventListener('keydown', listener)
}

function strokeOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  return `${mod}${alt}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

function isLayerOpen(): boolean {
  return [...document.querySelectorAll('[aria-modal="true"]')].some(
    (layer) => layer.checkVisibility() && !layer.closest('[class*="-leave-active"]'),
  )
}
