import { type RouteLocationRaw, useRouter } from 'vue-router'

/** What pressing a row does: the drawer or the page; with Ctrl, Cmd or the middle button, the page in a new tab. */
export function useRowOpening<Row>(
  rowTo: () => ((row: Row) => RouteLocationRaw) | undefined,
  onOpen: () => ((row: Row) => void) | undefined,
) {
  const router = useRouter()

  function hrefOf(row: Row): string | undefined {
    const to = rowTo()
    return to && router.resolve(to(row)).href
  }

  function press(event: MouseEvent, row: Row) {
    const target = event.target as HTMLElement
    const link = target.closest('a')
    const own = link?.classList.contains('first') || link?.classList.contains('title')
    // a control inside the row does its own work, and marking text is not pressing
    if ((!own && target.closest('a, button, input, label, .el-checkbox')) || window.getSelection()?.toString()) return
    if (event.ctrlKey || event.metaKey) {
      if (!own && hrefOf(row)) window.open(hrefOf(row), '_blank', 'noopener')
      return
    }
    const open = onOpen()
    const to = rowTo()
    if (!open && !to) return
    event.preventDefault()
    if (open) open(row)
    else if (to) void router.push(to(row))
  }

  return { hrefOf, press }
}
