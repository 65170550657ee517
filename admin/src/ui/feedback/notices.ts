import { shallowReactive } from 'vue'

export interface Notice {
  readonly id: number
  readonly tone: 'success' | 'problem'
  readonly text: string
  /** A line of smaller print: what was kept, what to do. */
  readonly hint?: string
  readonly reference?: string
  readonly undo?: () => Promise<unknown> | void
  /** What it is about, for taking it away when that is over. */
  readonly topic?: string
}

/** What stands in the corner; NoticeStack.vue shows it. */
export const notices = shallowReactive<Notice[]>([])

let lastId = 0
const life = { success: 5000, problem: 12000 }

/** Says what was done. With `undo`, it can be taken back from the very message. */
export function noticeSuccess(text: string, undo?: () => Promise<unknown> | void): void {
  show({ tone: 'success', text, ...(undo && { undo }) })
}

/** Says what went wrong. The same words are said once, however many requests failed for the same reason. */
export function noticeProblem(
  text: string,
  detail: { hint?: string | undefined; reference?: string | undefined; topic?: string } = {},
): void {
  if (notices.some((notice) => notice.tone === 'problem' && notice.text === text)) return
  show({
    tone: 'problem',
    text,
    ...(detail.hint && { hint: detail.hint }),
    ...(detail.reference && { reference: detail.reference }),
    ...(detail.topic && { topic: detail.topic }),
  })
}

export function dismissNotice(id: number): void {
  const index = notices.findIndex((notice) => notice.id === id)
  if (index >= 0) notices.splice(index, 1)
}

/** What was wrong is right again. */
export function dismissTopic(topic: string): void {
  for (const notice of notices.filter((each) => each.topic === topic)) dismissNotice(notice.id)
}

function show(notice: Omit<Notice, 'id'>): void {
  const id = ++lastId
  notices.push({ ...notice, id })
  setTimeout(() => dismissNotice(id), life[notice.tone])
}
