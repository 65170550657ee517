import { registerEnumType } from 'type-graphql'
import { describedFields, enumOf, type ExportField, field } from './export-field.ts'
import { kindWords, levelWords } from './words.ts'

/** What an export of organisations may tell. */
export const organizationFields: readonly ExportField[] = [
  field('CODE', '组织编码', 'Code', 'code'),
  field('NAME', '组织名称', 'Name', 'name'),
  field('KIND', '类别', 'Kind', 'kind', { words: kindWords }),
  field('LEVEL', '层级', 'Level', 'level', { words: levelWords }),
  field('PARENT_CODE', '上级组织编码', 'Parent code', 'parent.code'),
  field('PARENT', '上级组织', 'Parent', 'parent.name'),
  field('DEPTH', '级数', 'Depth', 'depth'),
  field('LED_BY_CODE', '领导党组织编码', 'Led by (code)', 'ledBy.code'),
  field('LED_BY', '领导党组织', 'Led by', 'ledBy.name'),
  field('ESTABLISHED_ON', '成立日期', 'Established on', 'establishedOn'),
  field('DISSOLVED_ON', '撤销日期', 'Dissolved on', 'dissolvedOn'),
  field('CHILD_COUNT', '直接下级数', 'Children', 'childCount'),
  field('MEMBER_COUNT', '人数', 'Members', 'memberCount'),
  field('ID', '标识', 'Id', 'id'),
]

export const OrganizationExportFields = enumOf(organizationFields)
registerEnumType(OrganizationExportFields, {
  name: 'OrganizationExportField',
  description: 'A column of an export of organisations 「组织导出字段」.',
  valuesConfig: describedFields(organizationFields),
})
