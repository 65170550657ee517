import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  audit: {
    title: 'History',
    empty: 'No history yet',
    emptyHint: 'Every change, and every look at masked numbers, stands here.',
    did: '{actor} {action}',
    purpose: 'Purpose: {purpose}',
    changed: '{field}: {before} → {after}',
    set: '{field}: {after}',
    cleared: '{field}: removed (was {before})',
    action: {
      member_create: 'registered this person',
      member_update: 'changed the entry',
      member_reveal: 'looked at masked numbers',
      member_find: 'found this person by national ID',
      membership_open: 'opened a membership',
      membership_changeStatus: 'changed a status',
      membership_transfer: 'transferred a membership',
      membership_end: 'ended a membership',
      import_apply: 'updated it by an import',
    },
  },
}
