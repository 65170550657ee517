import { readMoney, type Text } from '@qizhi/codes'
import { type ImportField, rosterFields } from '../../imports/index.ts'
import { type SyncMemberRow } from '../members/member-sync.inputs.ts'

/** The fields of a row that a file or a foreign record may fill. */
export type PresetField = Exclude<keyof SyncMemberRow, 'sourceVersion' | 'deleted'>

/** What a field is called in some system, and how its values become those of a row. */
export interface PresetColumn extends ImportField {
  readonly code: PresetField
  readonly read?: (text: string) => string | number | null | undefined
}

export interface Preset {
  readonly code: string
  readonly label: Text
  readonly description: Text
  readonly columns: readonly PresetColumn[]
}

const labels: Readonly<Record<PresetField, Text>> = {
  externalId: { zh: '工号', en: 'External id' },
  name: { zh: '姓名', en: 'Name' },
  nationalId: { zh: '身份证号', en: 'National ID number' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Birth date' },
  ethnicity: { zh: '民族', en: 'Ethnicity' },
  education: { zh: '学历', en: 'Education' },
  politicalStatus: { zh: '政治面貌', en: 'Political status' },
  phone: { zh: '手机', en: 'Mobile phone' },
  unit: { zh: '所在单位', en: 'Unit' },
  employmentStatus: { zh: '人员状态', en: 'Employment status' },
  employmentStarted: { zh: '参加工作时间', en: 'Employment started' },
  post: { zh: '职务', en: 'Post' },
  monthlyWageBase: { zh: '月工资基数', en: 'Monthly wage base' },
  effectiveOn: { zh: '生效日期', en: 'Effective on' },
}

function column(code: PresetField, name: string, read?: PresetColumn['read']): PresetColumn {
  return { code, label: { zh: name, en: name }, alsoCalled: [], ...(read === undefined ? {} : { read }) }
}

/** Yuan, as files write it, in fen; what is no amount is left to the row to refuse. */
function fen(text: string): number {
  const reading = readMoney(text)
  return reading.ok ? reading.value : Number.NaN
}

/** What the roster of the imports calls the same. */
const ofRoster: Partial<Record<string, PresetField>> = {
  ...Object.fromEntries(Object.keys(labels).map((code) => [code, code])),
  unitCode: 'unit',
}

const roster: Preset = {
  code: 'ROSTER',
  label: { zh: '人员花名册', en: 'Roster' },
  description: {
    zh: '与花名册导入相同的列名：工号、姓名、身份证号、科室编码……',
    en: 'The column names of the roster import: 工号, 姓名, 身份证号, 科室编码 …',
  },
  columns: rosterFields.flatMap((field): PresetColumn[] => {
    const code = ofRoster[field.code]
    if (code === undefined) return []
    const base = {
      code,
      label: field.label,
      alsoCalled: [...field.alsoCalled.filter((name) => !/^A\d{4}/.test(name)), code, labels[code].zh, labels[code].en],
    }
    return [code === 'monthlyWageBase' ? { ...base, read: fen } : base]
  }),
}

const cadre: Preset = {
  code: 'CADRE',
  label: { zh: '干部信息集', en: 'Cadre information set' },
  description: {
    zh: '全国干部管理信息系统信息结构体系：A0000 人员主键、A0101 姓名、A0184 身份证号……',
    en: 'The information set of cadres: A0000 key, A0101 name, A0184 national ID number …',
  },
  columns: [
    column('externalId', 'A0000'),
    column('name', 'A0101'),
    column('sex', 'A0104'),
    column('birthDate', 'A0107'),
    column('ethnicity', 'A0117'),
    column('employmentStarted', 'A0134'),
    column('politicalStatus', 'A0141'),
    column('employmentStatus', 'A0163'),
    column('nationalId', 'A0184'),
    column('unit', 'A0201B'),
    column('post', 'A0215A'),
    column('education', 'A0801A'),
  ],
}

/** The first of a list such as [2,5], "2;5" or 2. */
const first = (text: string) => /[^[\]\s,;|"]+/.exec(text)?.[0] ?? null

const wecom: Preset = {
  code: 'WECOM',
  label: { zh: '企业微信通讯录', en: 'WeCom contacts' },
  description: {
    zh: '企业微信成员字段：userid、name、mobile、main_department、position、gender',
    en: 'Fields of WeCom members: userid, name, mobile, main_department, position, gender',
  },
  columns: [
    column('externalId', 'userid'),
    column('name', 'name'),
    column('phone', 'mobile'),
    column('unit', 'main_department', first),
    column('post', 'position'),
    // 0: not stated
    column('sex', 'gender', (text) => (text === '1' ? 'MALE' : text === '2' ? 'FEMALE' : undefined)),
  ],
}

const dingtalk: Preset = {
  code: 'DINGTALK',
  label: { zh: '钉钉通讯录', en: 'DingTalk contacts' },
  description: {
    zh: '钉钉用户字段：userid、name、mobile、dept_id_list、title',
    en: 'Fields of DingTalk users: userid, name, mobile, dept_id_list, title',
  },
  columns: [
    column('externalId', 'userid'),
    column('name', 'name'),
    column('phone', 'mobile'),
    column('unit', 'dept_id_list', first),
    column('post', 'title'),
  ],
}

const own: Preset = {
  code: 'QIZHI',
  label: { zh: '旗帜接口字段', en: 'Fields of the API' },
  description: { zh: '与 syncMembers 的字段同名', en: 'Named as the fields of syncMembers' },
  columns: (Object.keys(labels) as PresetField[]).map((code) => column(code, code, code === 'monthlyWageBase' ? Number : undefined)),
}

/** What foreign files and records call the fields of a row. */
export const presets: readonly Preset[] = [roster, cadre, wecom, dingtalk, own]

export function fieldLabel(field: PresetField): Text {
  return labels[field]
}
