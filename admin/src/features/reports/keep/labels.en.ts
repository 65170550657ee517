import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  reports: {
    keep: {
      namePlaceholder: 'For example: Activities per branch and month',
      descriptionPlaceholder: 'Where it is used and how to read it (optional)',
      privateHint: 'Only you will see it until you share it.',
      copyOf: '{name} (copy)',
      saved: 'Saved as version {version}.',
      created: '“{name}” saved.',
      renamed: 'Saved.',
      archived: 'The report is archived.',
      restored: 'The report is in use again.',
      stale: 'The report was changed elsewhere; it is not saved.',
      staleHint: 'The latest version is here now and your changes are kept; look at it and save again.',
    },
    share: {
      title: 'Share the report',
      with: 'Shared with',
      pick: 'Find an organisation by name, code or pinyin',
      hint: 'Whoever looks after one of these organisations, something above or below it can open the report, and sees what lies in his own scope.',
      private: 'Only you see this report.',
      remove: 'Stop sharing with “{name}”',
      submit: 'Save sharing',
      done: 'Organisations it is shared with now: {count}.',
      none: 'No longer shared.',
    },
    versions: {
      title: 'Versions',
      hint: 'Every change of name or content leaves a version; none is lost.',
      number: 'Version {number}',
      current: 'Current',
      look: 'Look',
      looking: 'You are looking at version {number}, “{name}”. It is not restored yet.',
      restore: 'Restore this version',
      back: 'Back to the current one',
    },
  },
}
