import { registerEnumType } from 'type-graphql'
import { describedFields, enumOf, type ExportField, field, listField, type Words } from './export-field.ts'
import { employmentWords, leagueWords, partyWords, sexWords, unionWords } from './words.ts'

/** What an export of members may tell; of numbers the masked form at most, and that only with members:personal. */
export const memberFields: readonly ExportField[] = [
  field('CODE', '人员编号', 'Code', 'code'),
  field('NAME', '姓名', 'Name', 'name'),
  field('SEX', '性别', 'Sex', 'sex', { words: sexWords }),
  field('NATIONAL_ID', '身份证号（部分隐藏）', 'National ID (masked)', 'nationalId'),
  field('BIRTH_DATE', '出生日期', 'Birth date', 'birthDate'),
  field('ETHNICITY', '民族', 'Ethnicity', 'ethnicity.name'),
  field('EDUCATION', '学历', 'Education', 'education.name'),
  field('POLITICAL_STATUS', '政治面貌', 'Political status', 'politicalStatus.name'),
  field('PHONE', '手机（部分隐藏）', 'Phone (masked)', 'phone'),
  field('EMPLOYMENT_STATUS', '人员状态', 'Employment', 'employmentStatus', { words: employmentWords }),
  field('EMPLOYMENT_STARTED', '参加工作时间', 'Began to work', 'employmentStarted'),
  field('POST', '职务', 'Post', 'post'),
  field('EMPLOYER_UNIT_CODE', '所在单位编码', 'Unit code', 'employerUnit.code'),
  field('EMPLOYER_UNIT', '所在单位', 'Unit', 'employerUnit.name'),
  ...membershipFields('PARTY', '党员身份', '党组织', 'Party', 'party', partyWords),
  ...membershipFields('UNION', '工会会籍', '工会组织', 'Union', 'union', unionWords),
  ...membershipFields('LEAGUE', '团员身份', '团组织', 'League', 'league', leagueWords),
  listField<{ source: string; externalId: string }>(
    'EXTERNAL_IDS',
    '外部标识',
    'External ids',
    'externalIds',
    ['source', 'externalId'],
    (id) => `${id.source}:${id.externalId}`,
  ),
  field('ID', '标识', 'Id', 'id'),
]

function membershipFields(kind: string, status: string, organization: string, en: string, slot: string, words: Words): ExportField[] {
  return [
    field(`${kind}_STATUS`, status, `${en} status`, `${slot}.status`, { words }),
    field(`${kind}_ORGANIZATION_CODE`, `${organization}编码`, `${en} organisation code`, `${slot}.organization.code`),
    field(`${kind}_ORGANIZATION`, organization, `${en} organisation`, `${slot}.organization.name`),
    field(`${kind}_SINCE`, `${status}起始日期`, `${en} since`, `${slot}.validFrom`),
  ]
}

export const MemberExportFields = enumOf(memberFields)
registerEnumType(MemberExportFields, {
  name: 'MemberExportField',
  description: 'A column of an export of members 「人员导出字段」.',
  valuesConfig: describedFields(memberFields),
})
