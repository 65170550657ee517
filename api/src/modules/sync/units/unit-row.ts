import { isDay } from '@qizhi/codes'
import { type OrganizationLevel } from '../../organizations/index.ts'
import { syncError, type SyncErrorType } from '../sync-error.type.ts'
import { type SyncOrganizationRow } from './unit-sync.inputs.ts'

/** What a row tells of a unit, read and checked by itself. */
export interface ReadUnitRow {
  readonly code: string | null
  readonly name: string | undefined
  readonly level: OrganizationLevel | undefined
  /** undefined = leave, null = none. */
  readonly parent: string | null | undefined
  readonly establishedOn: string | null
  readonly effectiveOn: string | null
  readonly errors: readonly SyncErrorType[]
}

export function readUnitRow(row: SyncOrganizationRow, index: number, today: string): ReadUnitRow {
  const errors: SyncErrorType[] = []
  const code = row.code?.trim() ?? null
  if (code !== null && !codeForm.test(code)) errors.push(syncError('CODE_INVALID', index, 'code'))
  const name = row.name == null ? undefined : row.name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (name !== undefined && !nameForm.test(name)) errors.push(syncError('NAME_INVALID', index, 'name'))
  if (row.name === null) errors.push(syncError('NAME_REQUIRED', index, 'name'))
  const level = row.level == null ? undefined : levels.get(row.level.trim())
  if (row.level != null && level === undefined) errors.push(syncError('LEVEL_INVALID', index, 'level'))
  const day = (field: 'establishedOn' | 'effectiveOn', code: 'ESTABLISHED_ON_INVALID' | 'EFFECTIVE_ON_INVALID') => {
    const value = row[field]?.trim() ?? ''
    if (value === '') return null
    if (isDay(value) && value <= today) return value
    errors.push(syncError(code, index, field))
    return null
  }
  return {
    code,
    name,
    level,
    parent: row.parent?.trim() === '' ? null : (row.parent?.trim() ?? row.parent),
    establishedOn: day('establishedOn', 'ESTABLISHED_ON_INVALID'),
    effectiveOn: day('effectiveOn', 'EFFECTIVE_ON_INVALID'),
    errors,
  }
}

export const codeForm = /^[A-Za-z0-9_-]{1,32}$/
const nameForm = /^[^=+\-@\p{C}][^\p{C}]{1,99}$/u

const levels = new Map<string, OrganizationLevel>([
  ['BUREAU', 'BUREAU'],
  ['局', 'BUREAU'],
  ['INSTITUTION', 'INSTITUTION'],
  ['直属单位', 'INSTITUTION'],
  ['DEPARTMENT', 'DEPARTMENT'],
  ['科室', 'DEPARTMENT'],
])
