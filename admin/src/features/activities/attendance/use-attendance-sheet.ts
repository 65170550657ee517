import { computed, reactive, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ActivityDetailFragment, type AttendanceStatus, RecordAttendanceDocument } from '#gql'
import { useSession } from '#app/session/use-session.ts'
import { useDraft } from '#ui/data/use-draft.ts'
import { noticeProblem, noticeSuccess } from '#ui/feedback/notices.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import {
  countsOf,
  marked,
  markedAll,
  type Marks,
  noMarks,
  type Reconciled,
  reconciled,
  type SheetRow,
  statusOf,
  unsaid,
} from './attendance-sheet.ts'
import { useSheetRows } from './use-sheet-rows.ts'

interface Draft {
  readonly marks: Marks
  readonly guests: readonly SheetRow[]
}

/** The attendance sheet as it is being filled in. Everything is saved at once; what is unsaved outlives leaving the page. */
export function useAttendanceSheet(activity: () => ActivityDetailFragment) {
  const { t } = useI18n()
  const session = useSession()
  const list = useSheetRows(() => activity().id)
  const guests = shallowRef<readonly SheetRow[]>([])
  const marks = shallowRef<Marks>(noMarks)
  const past = shallowRef<readonly Marks[]>([])
  const differing = shallowRef<Reconciled['differing']>([])
  const conflicted = ref(false)

  // a guest who was taken back before he was saved never was on the list
  const rows = computed<readonly SheetRow[]>(() => [
    ...(list.rows.value ?? []),
    ...guests.value.filter((guest) => marks.value.has(guest.memberId)),
  ])
  const find = (memberId: string) => rows.value.find((row) => row.memberId === memberId)

  function change(next: Marks) {
    if (next === marks.value) return
    past.value = [...past.value.slice(-99), marks.value]
    marks.value = next
  }
  function undo() {
    const before = past.value.at(-1)
    if (before === undefined) return
    marks.value = before
    past.value = past.value.slice(0, -1)
  }
  function discard() {
    marks.value = noMarks
    past.value = []
    differing.value = []
    conflicted.value = false
  }
  function addGuest(member: { id: string; name: string }) {
    const guest: SheetRow = { memberId: member.id, name: member.name, expected: false, exclusionReason: null, status: null }
    guests.value = [...guests.value.filter((other) => other.memberId !== member.id), guest]
    change(marked(marks.value, guest, 'OBSERVER'))
  }

  const form = useMutationForm({
    document: RecordAttendanceDocument,
    initial: () => ({}),
    input: () => ({
      activityId: activity().id,
      version: activity().version,
      entries: [...marks.value].map(([memberId, status]) => ({ memberId, status })),
    }),
    payload: (data) => data.recordAttendance,
    success: () => t('activities.attendance.saved', { count: marks.value.size }),
    done: async () => {
      await list.load()
      discard()
      guests.value = []
    },
  })

  /** Saves. What somebody else saved meanwhile is laid beside it, and nothing is overwritten unseen. */
  async function save(): Promise<boolean> {
    const before = list.rows.value ?? []
    if (await form.submit()) return true
    if (!form.conflict) return false
    const now = await list.load()
    await form.resolveConflict()
    if (now === undefined) {
      noticeProblem(t('ui.conflict.title'), { hint: t('ui.conflict.hint') })
      return false
    }
    const carried = reconciled(before, now, marks.value)
    marks.value = carried.marks
    differing.value = carried.differing
    // both can hold, so there is nothing to ask; and what both said alike is saved already
    if (carried.differing.length === 0) {
      if (carried.marks.size > 0) return form.submit()
      discard()
      return true
    }
    conflicted.value = true
    return false
  }
  function takeTheirs(memberId: string) {
    const next = new Map(marks.value)
    next.delete(memberId)
    marks.value = next
    differing.value = differing.value.filter(({ row }) => row.memberId !== memberId)
  }

  const draft = useDraft<Draft>({
    key: `attendance ${session.viewer?.id} ${activity().id}`,
    unsaved: () => (marks.value.size > 0 ? { marks: marks.value, guests: guests.value } : undefined),
    kept: () => noticeSuccess(t('activities.attendance.leaving')),
  })
  if (draft) {
    guests.value = draft.guests
    marks.value = draft.marks
  }
  void list.load()

  return reactive({
    rows,
    marks,
    loading: computed(() => list.loading.value && list.rows.value === undefined),
    problem: list.problem,
    reload: list.load,
    counts: computed(() => countsOf(rows.value, marks.value)),
    unsaved: computed(() => marks.value.size),
    // a conflict is being looked into
    saving: computed(() => form.busy || form.conflict),
    form,
    canUndo: computed(() => past.value.length > 0),
    statusOf: (row: SheetRow) => statusOf(row, marks.value),
    mark: (row: SheetRow, status: AttendanceStatus | null) => change(marked(marks.value, row, status)),
    markAll: (some: readonly SheetRow[], status: AttendanceStatus) => change(markedAll(marks.value, some, status)),
    allPresent: () => change(markedAll(marks.value, unsaid(rows.value, marks.value), 'PRESENT')),
    isListed: (memberId: string) => find(memberId) !== undefined,
    addGuest,
    undo,
    discard,
    save,
    /** The marks are those of an earlier visit. */
    isRestored: computed(() => draft !== undefined && marks.value === draft.marks),
    conflicted,
    differing,
    takeTheirs,
  })
}

export type AttendanceSheet = ReturnType<typeof useAttendanceSheet>
