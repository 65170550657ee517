import { readDate } from '@qizhi/codes'
import { kindNames, levelNames, levelsOf, organizationKinds } from '@qizhi/rulebook'
import { reasonOf } from '../findings/reasons.ts'
import { type MappedRow } from '../mapping/mapped-row.ts'
import { type OrganizationKind, type OrganizationLevel } from '../../organizations/index.ts'
import { type OrganizationField } from './organization-fields.ts'

/** A row of a file of organisations, read. */
export interface OrganizationRecord {
  readonly row: MappedRow<OrganizationField>
  readonly line: number
  readonly label: string
  readonly code: string
  readonly name: string
  /** Null where the row does not say it in a way that can be read; the row is refused then. */
  readonly kind: OrganizationKind | null
  readonly level: OrganizationLevel | null
  readonly parentCode: string | null
  readonly leaderCode: string | null
  readonly establishedOn: string | null
}

/** Reads a row; what is wrong with it by itself is noted at the row. */
export function readOrganization(row: MappedRow<OrganizationField>, today: string): OrganizationRecord {
  const code = row.text('code').normalize('NFKC')
  if (!codeForm.test(code)) row.note('ORGANIZATION_CODE_INVALID', 'code')
  const name = readName(row)
  const kind = readKind(row)
  return {
    row,
    line: row.line,
    label: `${code} ${name}`.trim(),
    code,
    name,
    kind,
    level: readLevel(row, kind),
    parentCode: row.text('parentCode').normalize('NFKC') || null,
    leaderCode: row.text('leaderCode').normalize('NFKC') || null,
    establishedOn: readEstablishedOn(row, today),
  }
}

const codeForm = /^[A-Za-z0-9_-]{1,32}$/
const nameForm = /^[^=+\-@\p{C}][^\p{C}]{1,99}$/u

function readName(row: MappedRow<OrganizationField>): string {
  const name = row.text('name').replace(/\s+/gu, ' ')
  if (!nameForm.test(name)) row.note('ORGANIZATION_NAME_INVALID', 'name')
  else if (name !== row.written('name')) row.note('ORGANIZATION_NAME_TIDIED', 'name', { meant: name })
  return name
}

const kindWords = new Map<string, OrganizationKind>([
  ...organizationKinds.flatMap((kind) =>
    [kind.toLowerCase(), kindNames[kind].zh, kindNames[kind].en.toLowerCase()].map((word) => [word, kind] as const),
  ),
  ...(['党', '中共', '党群'] as const).map((word) => [word, 'PARTY'] as const),
  ...(['工会', '工会组织'] as const).map((word) => [word, 'UNION'] as const),
  ...(['团', '共青团', '团委'] as const).map((word) => [word, 'LEAGUE'] as const),
  ...(['妇女', '妇联', '妇委会'] as const).map((word) => [word, 'WOMEN'] as const),
  ...(['单位', '行政', '机构'] as const).map((word) => [word, 'UNIT'] as const),
])

/** A level that only one kind has says the kind as well. */
function readKind(row: MappedRow<OrganizationField>): OrganizationKind | null {
  const word = row.text('kind').toLowerCase()
  const kind = kindWords.get(word)
  if (kind !== undefined) return kind
  const having = word === '' ? organizationKinds.filter((candidate) => levelOf(candidate, row.text('level')) !== undefined) : []
  if (having.length === 1) return having[0]!
  row.note('KIND_UNKNOWN', 'kind')
  return null
}

function readLevel(row: MappedRow<OrganizationField>, kind: OrganizationKind | null): OrganizationLevel | null {
  if (kind === null) return null
  const level = levelOf(kind, row.text('level'))
  if (level === undefined)
    row.note('LEVEL_UNKNOWN', 'level', {
      levels: Object.entries(levelNames[kind])
        .map(([code, { zh }]) => `${code}（${zh}）`)
        .join('、'),
    })
  return level ?? null
}

function levelOf(kind: OrganizationKind, word: string): OrganizationLevel | undefined {
  const names: Record<string, { zh: string; en: string }> = levelNames[kind]
  return levelsOf(kind).find(
    (level) => level === word.toUpperCase() || names[level]!.zh === word || names[level]!.en.toLowerCase() === word.toLowerCase(),
  )
}

function readEstablishedOn(row: MappedRow<OrganizationField>, today: string): string | null {
  const written = row.text('establishedOn')
  if (written === '') return null
  const reading = readDate(written, { notAfter: today })
  if (!reading.ok) {
    row.note('ESTABLISHED_INVALID', 'establishedOn', { reason: reasonOf(reading.refusal) })
    return null
  }
  const { day, precision } = reading.value
  if (precision === 'MONTH' || reading.repaired !== undefined) row.note('DATE_UNDERSTOOD', 'establishedOn', { meant: day })
  return day
}
