import { registerEnumType } from 'type-graphql'

export const ImportTargets = { ORGANIZATIONS: 'ORGANIZATIONS', ROSTER: 'ROSTER' } as const
export type ImportTargetName = keyof typeof ImportTargets
registerEnumType(ImportTargets, {
  name: 'ImportTarget',
  description: 'What a file is imported into 「导入对象」.',
  valuesConfig: {
    ORGANIZATIONS: { description: 'Organisations of all kinds: code, kind, name, level, parent, leading Party organisation 「组织」.' },
    ROSTER: { description: 'Persons, their employer, and where they belong 「人员花名册」.' },
  },
})

export const ImportStatuses = {
  DRAFT: 'DRAFT',
  APPLYING: 'APPLYING',
  APPLIED: 'APPLIED',
  FAILED: 'FAILED',
  DISCARDED: 'DISCARDED',
} as const
export type ImportStatus = keyof typeof ImportStatuses
registerEnumType(ImportStatuses, {
  name: 'ImportStatus',
  description: 'How far an import is 「导入状态」.',
  valuesConfig: {
    DRAFT: { description: 'Read and rehearsed; nothing of it is in the register 「待确认」.' },
    APPLYING: { description: 'Being imported, batch by batch; where it broke off, applyImport goes on 「导入中」.' },
    APPLIED: { description: 'Imported 「已导入」.' },
    FAILED: { description: 'Broke off by an error; applyImport goes on where it did 「中断」.' },
    DISCARDED: { description: 'Given up; what it had read is gone 「已放弃」.' },
  },
})

export const ImportOutcomes = { CREATED: 'CREATED', UPDATED: 'UPDATED', UNCHANGED: 'UNCHANGED', REJECTED: 'REJECTED' } as const
export type ImportOutcome = keyof typeof ImportOutcomes
registerEnumType(ImportOutcomes, {
  name: 'ImportOutcome',
  description: 'What becomes of a row, or became of it 「行结果」.',
  valuesConfig: {
    CREATED: { description: 'Something new was entered 「新增」.' },
    UPDATED: { description: 'Something on the register was changed or completed 「更新」.' },
    UNCHANGED: { description: 'The register says all of it already 「无变化」.' },
    REJECTED: { description: 'Nothing of the row was taken over; its findings say why 「退回」.' },
  },
})

export const FindingSeverities = { REPAIRED: 'REPAIRED', WARNING: 'WARNING', REFUSED: 'REFUSED' } as const
export type FindingSeverity = keyof typeof FindingSeverities
registerEnumType(FindingSeverities, {
  name: 'FindingSeverity',
  description: 'What a finding means for its row 「问题级别」.',
  valuesConfig: {
    REPAIRED: { description: 'Written in another way, but it means one thing: read as that 「已修正」.' },
    WARNING: { description: 'Imported, and somebody should look at it; or one cell was left out 「提示」.' },
    REFUSED: { description: 'The row was refused because of it 「退回」.' },
  },
})
