/** Puts a text on the clipboard. On an intranet without TLS the modern way is closed, and the old one still works. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copiedByCommand(text)
  }
}

function copiedByCommand(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.setAttribute('readonly', '')
  area.className = 'visually-hidden'
  // inside an open dialog, whose focus trap would take the selection away
  const home = document.activeElement?.closest('[role="dialog"]') ?? document.body
  home.append(area)
  area.select()

  const copied = document.execCommand('copy')
  area.remove()
  return copied
}
