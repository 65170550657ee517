import { type FindingKind } from './finding-kind.ts'

/** What may be found in what a row tells of a person. */
export const detailFindings = {
  DATE_UNUSABLE: { severity: 'WARNING', zh: '{reason}；这一项没有写入', en: '{reason}; not taken over' },
  PHONE_UNUSABLE: { severity: 'WARNING', zh: '{reason}；手机号没有写入', en: '{reason}; not taken over' },
  PHONE_TIDIED: { severity: 'REPAIRED', zh: '去掉了国家代码、空格或连字符', en: 'Country code, spaces or hyphens removed' },
  MONEY_UNUSABLE: { severity: 'WARNING', zh: '{reason}；这一项没有写入', en: '{reason}; not taken over' },
  MONEY_UNDERSTOOD: { severity: 'REPAIRED', zh: '按 {meant} 元读入', en: 'Read as {meant} yuan' },
  WAGE_IMPLAUSIBLE: {
    severity: 'WARNING',
    zh: '月工资基数 {amount} 元不在 {least}—{most} 元的常见范围内，已照写入，请核对',
    en: 'A monthly base of {amount} yuan is not between {least} and {most} yuan; taken over as written. Please check',
  },
  UNIT_NAME_DIFFERS: {
    severity: 'WARNING',
    zh: '编码 {code} 的单位名称是“{registered}”，与所填名称不同；按编码登记，请核对',
    en: 'The unit {code} is called “{registered}”, not what is written here; the code was followed. Please check',
  },
  UNIT_CODE_MISSING: {
    severity: 'WARNING',
    zh: '只有科室名称，没有科室编码；同名科室可能不止一个，所在单位没有写入。请补上编码',
    en: 'A unit’s name without its code; several may have the name, so the unit was not taken over. Add the code',
  },
} as const satisfies Record<string, FindingKind>
