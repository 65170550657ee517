import { computed, nextTick, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { type AttendanceStatus } from '#gql'
import { announce } from '#ui/feedback/announce.ts'
import { useActivityWords } from '../use-activity-words.ts'
import { mayBe, statusOfKey, type SheetRow } from './attendance-sheet.ts'
import { type AttendanceSheet } from './use-attendance-sheet.ts'

export type SheetFilter = AttendanceStatus | 'ALL' | 'UNSAID'

/** What of the sheet is shown, and which person has the keyboard. */
export function useSheetView(sheet: AttendanceSheet, list: Readonly<Ref<HTMLElement | null>>) {
  const { t } = useI18n()
  const { attendanceName } = useActivityWords()
  const words = ref('')
  const filter = ref<SheetFilter>('ALL')
  const currentId = ref<string>()

  const shown = computed(() => {
    const wanted = words.value.trim().toLowerCase()
    return sheet.rows.filter((row) => {
      if (wanted !== '' && !row.name.toLowerCase().includes(wanted)) return false
      if (filter.value === 'ALL') return true
      return filter.value === 'UNSAID' ? row.expected && sheet.statusOf(row) === null : sheet.statusOf(row) === filter.value
    })
  })
  const current = computed(() => shown.value.find((row) => row.memberId === currentId.value) ?? shown.value[0])

  async function focus(row: SheetRow | undefined) {
    if (!row) return
    currentId.value = row.memberId
    await nextTick()
    const element = list.value?.querySelector<HTMLElement>(`[data-member="${row.memberId}"]`)
    element?.focus()
    element?.scrollIntoView({ block: 'nearest' })
  }

  /** The person whose row or button got the focus, by pointer or by touch. */
  function follow(event: FocusEvent) {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-member]')
    if (row) currentId.value = row.dataset['member']
  }

  /** Arrows choose the person, letters mark him and go on to the next; a letter is one key for one person. */
  function press(event: KeyboardEvent) {
    const at = shown.value.findIndex((row) => row.memberId === current.value?.memberId)
    const row = shown.value[at]
    if (!row || event.isComposing) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault()
      sheet.undo()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: shown.value.length - 1,
      PageDown: Math.min(at + 10, shown.value.length - 1),
      PageUp: Math.max(at - 10, 0),
    }[event.key]
    const status = statusOfKey(event.key)
    if (to !== undefined) void focus(shown.value[to])
    else if (status !== undefined) mark(row, status, at)
    else if (event.key === 'Backspace' || event.key === 'Delete') sheet.mark(row, null)
    else return
    event.preventDefault()
  }

  function mark(row: SheetRow, status: AttendanceStatus, at: number) {
    // with a filter, the marked one may leave the list: then the next one comes to his place
    if (!mayBe(row, status)) return
    const next = shown.value[at + 1] ?? row
    sheet.mark(row, status)
    // the focus goes on to the next person, so the mark is said
    void announce(t('activities.attendance.marked', { name: row.name, status: attendanceName(status) }))
    void focus(shown.value.some((each) => each.memberId === next.memberId) ? next : shown.value[Math.min(at, shown.value.length - 1)])
  }

  return { words, filter, shown, current, focus, follow, press }
}
