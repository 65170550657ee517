import { type ImportField } from '../mapping/import-field.ts'

/** What a file of organisations may tell. */
export const organizationFields = [
  {
    code: 'code',
    label: { zh: '组织编码', en: 'Code' },
    required: true,
    alsoCalled: ['编码', '编号', '组织代码', '单位编码', '单位代码', '机构编码', '党组织编码', 'organization code', 'organisation code'],
  },
  { code: 'kind', label: { zh: '类别', en: 'Kind' }, alsoCalled: ['组织类别', '组织类型', '类别代码'] },
  {
    code: 'name',
    label: { zh: '组织名称', en: 'Name' },
    required: true,
    alsoCalled: ['名称', '全称', '组织全称', '单位名称', '机构名称', '党组织名称', 'organization name', 'organisation name'],
  },
  { code: 'level', label: { zh: '层级', en: 'Level' }, required: true, alsoCalled: ['组织层级', '级别', '类型', '单位类型', '机构类型'] },
  {
    code: 'parentCode',
    label: { zh: '上级编码', en: 'Parent code' },
    alsoCalled: ['上级组织编码', '上级单位编码', '上级代码', '父级编码', '隶属组织编码', 'parent', 'superior code'],
  },
  {
    code: 'leaderCode',
    label: { zh: '领导党组织编码', en: 'Leading Party organisation code' },
    alsoCalled: ['领导党组织', '所属党组织编码', 'led by', 'leader code'],
  },
  {
    code: 'establishedOn',
    label: { zh: '成立日期', en: 'Established on' },
    alsoCalled: ['成立时间', '建立日期', '设立日期', '批准成立日期', 'established', 'founded on'],
  },
] as const satisfies readonly ImportField[]

export type OrganizationField = (typeof organizationFields)[number]['code']
