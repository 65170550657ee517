import { useI18n } from 'vue-i18n'
import { type AuditLineFragment } from '#gql'
import { formatMoment } from '#ui/format/day.ts'
import { type TimelineEntry } from '#ui/record/TimelineList.vue'

export interface AuditWords {
  /** The name of a field of the object, as its pages say it; undefined where they do not show it. */
  readonly fieldName: (field: string) => string | undefined
  /** A value of a field in words; undefined where it is its own word. The entry may say of which kind it is. */
  readonly valueName?: (field: string, value: string, entry: AuditLineFragment) => string | undefined
  /** How the stated reason is introduced; as a purpose where nothing else is said. */
  readonly reasonText?: (reason: string) => string
}

/** Audit entries in words: who did what, for what purpose, and what it changed. */
export function useAuditWords(words: AuditWords) {
  const { t, te } = useI18n()

  const actionName = (action: string) => {
    const key = `audit.action.${action.replace('.', '_')}`
    return te(key) ? t(key) : action
  }

  function changeText({ field, before, after }: Change, entry: AuditLineFragment): string | undefined {
    const name = words.fieldName(field)
    if (name === undefined) return undefined
    const say = (value: string) => words.valueName?.(field, value, entry) ?? value
    if (before && after) return t('audit.changed', { field: name, before: say(before), after: say(after) })
    if (after) return t('audit.set', { field: name, after: say(after) })
    return before ? t('audit.cleared', { field: name, before: say(before) }) : name
  }

  /** What changed stands line by line; what was filled in for the first time is a paragraph. */
  function changeLines(entry: AuditLineFragment): string[] {
    const said = (changes: readonly Change[]) => changes.flatMap((change) => changeText(change, entry) ?? [])
    const filledIn = said(entry.changes.filter(({ before, after }) => !before && after)).join(t('audit.separator'))
    return [...said(entry.changes.filter(({ before, after }) => before || !after)), ...(filledIn ? [filledIn] : [])]
  }

  return (entry: AuditLineFragment): TimelineEntry => ({
    key: entry.id,
    when: formatMoment(entry.at),
    title: t('audit.did', { actor: entry.actorName, action: actionName(entry.action) }),
    lines: [
      ...(entry.reason ? [words.reasonText?.(entry.reason) ?? t('audit.purpose', { purpose: entry.reason })] : []),
      ...changeLines(entry),
    ],
  })
}

type Change = AuditLineFragment['changes'][number]
