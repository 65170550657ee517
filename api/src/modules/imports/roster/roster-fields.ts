import { type ImportField } from '../mapping/import-field.ts'

/** What a roster may tell of a person. The codes A…… are those of the cadre information set. */
export const rosterFields = [
  {
    code: 'externalId',
    label: { zh: '工号', en: 'Staff number' },
    alsoCalled: [
      '职工号',
      '员工号',
      '员工编号',
      '职工编号',
      '人员编码',
      '人员编号',
      '人事编号',
      'external id',
      'employee id',
      'employee number',
      'staff id',
    ],
  },
  { code: 'name', label: { zh: '姓名', en: 'Name' }, required: true, alsoCalled: ['名字', '人员姓名', '职工姓名', 'full name', 'A0101'] },
  { code: 'sex', label: { zh: '性别', en: 'Sex' }, alsoCalled: ['gender', 'A0104'] },
  { code: 'ethnicity', label: { zh: '民族', en: 'Ethnicity' }, alsoCalled: ['族别', 'ethnic group', 'nationality', 'A0117'] },
  {
    code: 'birthDate',
    label: { zh: '出生日期', en: 'Birth date' },
    alsoCalled: ['出生年月', '出生年月日', '生日', 'birthday', 'date of birth', 'A0107'],
  },
  {
    code: 'nationalId',
    label: { zh: '身份证号', en: 'National ID number' },
    alsoCalled: ['身份证', '身份证号码', '公民身份号码', '公民身份证号', '证件号码', 'national id', 'id number', 'id card', 'A0184'],
    sensitive: 'NATIONAL_ID',
  },
  {
    code: 'politicalStatus',
    label: { zh: '政治面貌', en: 'Political status' },
    alsoCalled: ['政治身份', 'political affiliation', 'A0141'],
  },
  {
    code: 'partyJoinedOn',
    label: { zh: '入党时间', en: 'Joined the Party on' },
    alsoCalled: ['入党日期', '加入党组织日期', '加入中共组织的时间', '参加组织日期', 'party joined', 'joined party', 'A0144'],
  },
  {
    code: 'partyFullOn',
    label: { zh: '转正时间', en: 'Full member since' },
    alsoCalled: ['转正日期', '转为正式党员日期', '党员转正日期', 'full member on'],
  },
  {
    code: 'employmentStarted',
    label: { zh: '参加工作时间', en: 'Employment started' },
    alsoCalled: ['参加工作日期', '工作时间', '参工时间', 'work start', 'started work', 'A0134'],
  },
  { code: 'education', label: { zh: '学历', en: 'Education' }, alsoCalled: ['最高学历', '文化程度', '学历名称', 'A0801A', 'A0801B'] },
  {
    code: 'unitCode',
    label: { zh: '科室编码', en: 'Unit code' },
    alsoCalled: ['科室代码', '部门编码', '部门代码', '单位编码', '所在单位编码', 'department code', 'unit'],
  },
  {
    code: 'unitName',
    label: { zh: '科室名称', en: 'Unit name' },
    alsoCalled: ['科室', '部门', '部门名称', '所在科室', '所在部门', '单位名称', 'department', 'department name'],
  },
  {
    code: 'post',
    label: { zh: '职务', en: 'Post' },
    alsoCalled: ['职务名称', '岗位', '现任职务', '行政职务', 'position', 'job title', 'A0215A'],
  },
  {
    code: 'phone',
    label: { zh: '手机', en: 'Mobile phone' },
    alsoCalled: ['手机号', '手机号码', '移动电话', '联系电话', '电话', 'mobile', 'phone', 'phone number', 'mobile number'],
    sensitive: 'PHONE',
  },
  {
    code: 'employmentStatus',
    label: { zh: '人员状态', en: 'Employment status' },
    alsoCalled: ['在职状态', '任职状态', '人员类别', '人员管理状态', 'A0163'],
  },
  {
    code: 'partyCode',
    label: { zh: '党支部编码', en: 'Party branch code' },
    alsoCalled: ['党组织编码', '所在党支部编码', '所属党支部编码', '党支部代码', 'party branch', 'party organization code'],
  },
  {
    code: 'unionCode',
    label: { zh: '工会编码', en: 'Union code' },
    alsoCalled: ['工会组织编码', '所在工会编码', '工会代码', 'union', 'union unit code'],
  },
  { code: 'unionJoinedOn', label: { zh: '入会时间', en: 'Joined the union on' }, alsoCalled: ['入会日期', '加入工会时间', 'union joined'] },
  {
    code: 'leagueCode',
    label: { zh: '团支部编码', en: 'League branch code' },
    alsoCalled: ['团组织编码', '所在团支部编码', '团支部代码', 'league branch', 'league unit code'],
  },
  {
    code: 'leagueJoinedOn',
    label: { zh: '入团时间', en: 'Joined the league on' },
    alsoCalled: ['入团日期', '加入共青团时间', 'league joined'],
  },
  {
    code: 'monthlyWageBase',
    label: { zh: '月工资基数', en: 'Monthly wage base (yuan)' },
    alsoCalled: ['党费基数', '党费缴纳基数', '月工资', '工资基数', 'wage base', 'monthly wage'],
  },
] as const satisfies readonly ImportField[]

export type RosterField = (typeof rosterFields)[number]['code']
