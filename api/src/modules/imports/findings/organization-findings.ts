import { type FindingKind } from './finding-kind.ts'

/** What may be found in a row about an organisation. */
export const organizationFindings = {
  ORGANIZATION_CODE_INVALID: {
    severity: 'REFUSED',
    zh: '组织编码须为 1 至 32 位字母、数字、“-”或“_”，且不能为空',
    en: 'A code has 1 to 32 letters, digits, “-” or “_”',
  },
  ORGANIZATION_CODE_ELSEWHERE: {
    severity: 'REFUSED',
    zh: '该编码已被使用，且那个组织不在您的管理范围内。请核对编码，或请上级导入',
    en: 'The code is in use by an organisation outside what you manage. Check it, or ask your superior to import the row',
  },
  ORGANIZATION_CODE_TWICE: {
    severity: 'REFUSED',
    zh: '同一编码在第 {lines} 行内容不一致，无法判断以哪一行为准。请只保留一行',
    en: 'The rows {lines} have this code and differ; it cannot be told which one holds. Keep one',
  },
  ORGANIZATION_NAME_INVALID: {
    severity: 'REFUSED',
    zh: '组织名称须为 2 至 100 个字的普通文字',
    en: 'A name is plain text of 2 to 100 characters',
  },
  ORGANIZATION_NAME_TIDIED: {
    severity: 'REPAIRED',
    zh: '去掉了名称中的多余空白，按“{meant}”读入',
    en: 'Surplus space removed: read as “{meant}”',
  },
  KIND_UNKNOWN: {
    severity: 'REFUSED',
    zh: '类别须为 PARTY（党组织）、UNION（工会）、LEAGUE（团）、WOMEN（妇女）或 UNIT（单位）',
    en: 'The kind is PARTY, UNION, LEAGUE, WOMEN or UNIT',
  },
  LEVEL_UNKNOWN: {
    severity: 'REFUSED',
    zh: '不是这一类组织的层级。请填写：{levels}',
    en: 'Not a level of this kind. One of: {levels}',
  },
  PARENT_UNKNOWN: {
    severity: 'REFUSED',
    zh: '找不到上级组织（文件和系统中都没有，或不在您的管理范围内）。请核对编码',
    en: 'The parent is neither in the file nor in the register, or is outside what you manage. Check the code',
  },
  PARENT_REFUSED: {
    severity: 'REFUSED',
    zh: '上级组织所在的第 {line} 行未能导入，请先改正那一行',
    en: 'The parent’s own row {line} was refused; mend that row first',
  },
  PARENT_CYCLE: {
    severity: 'REFUSED',
    zh: '上级关系成环：沿上级编码会回到本行',
    en: 'The parents go round in a circle: following them leads back to this row',
  },
  LEADER_UNKNOWN: {
    severity: 'REFUSED',
    zh: '找不到领导党组织（文件和系统中都没有，或不在您的管理范围内）。请核对编码',
    en: 'The leading Party organisation is neither in the file nor in the register, or is outside what you may see. Check the code',
  },
  LEADER_REFUSED: {
    severity: 'REFUSED',
    zh: '领导党组织所在的第 {line} 行未能导入，请先改正那一行',
    en: 'The leading Party organisation’s own row {line} was refused; mend that row first',
  },
  LEADER_UNFIT: {
    severity: 'REFUSED',
    zh: '领导方须为党组织，被领导方须为工会、团或妇女组织',
    en: 'A Party organisation leads; a union, league or women’s unit is led',
  },
  ESTABLISHED_BY_DEFAULT: {
    severity: 'WARNING',
    zh: '没有成立日期，按 {day} 登记。知道确切日期时请更正，或在文件中加“成立日期”一列',
    en: 'No founding day given; {day} was recorded. Add a column “Established on” where the day is known',
  },
  ESTABLISHED_INVALID: { severity: 'REFUSED', zh: '成立日期：{reason}', en: 'The founding day: {reason}' },
  ESTABLISHED_BEFORE_PARENT: {
    severity: 'REFUSED',
    zh: '成立日期早于上级组织成立（或调整到现位置）的日期 {day}',
    en: 'The founding day is before {day}, since when its parent stands where it stands',
  },
  ORGANIZATION_DISSOLVED: { severity: 'REFUSED', zh: '该组织已于 {day} 撤销', en: 'The organisation was dissolved on {day}' },
} as const satisfies Record<string, FindingKind>
