import { type Words } from './export-field.ts'

/** What codes are called in files for people. */
export const sexWords: Words = {
  MALE: { zh: '男', en: 'Male' },
  FEMALE: { zh: '女', en: 'Female' },
  UNKNOWN: { zh: '未知', en: 'Unknown' },
}

export const employmentWords: Words = {
  ACTIVE: { zh: '在职', en: 'On the staff' },
  RETIRED: { zh: '退休', en: 'Retired' },
  LEFT: { zh: '离职', en: 'Has left' },
  NONE: { zh: '非本单位职工', en: 'Never employed here' },
}

export const partyWords: Words = {
  APPLICANT: { zh: '入党申请人', en: 'Applicant' },
  ACTIVIST: { zh: '入党积极分子', en: 'Activist' },
  CANDIDATE: { zh: '发展对象', en: 'Development target' },
  PROBATIONARY: { zh: '预备党员', en: 'Probationary member' },
  FULL: { zh: '正式党员', en: 'Full member' },
}

export const unionWords: Words = { MEMBER: { zh: '工会会员', en: 'Member' }, RETAINED: { zh: '保留会籍', en: 'Retained membership' } }

export const leagueWords: Words = { APPLICANT: { zh: '入团申请人', en: 'Applicant' }, MEMBER: { zh: '共青团员', en: 'Member' } }

export const activityStatusWords: Words = {
  PLANNED: { zh: '已策划', en: 'Planned' },
  HELD: { zh: '已举办', en: 'Held' },
  ARCHIVED: { zh: '已归档', en: 'Archived' },
  CANCELLED: { zh: '已取消', en: 'Cancelled' },
}

export const kindWords: Words = {
  PARTY: { zh: '党组织', en: 'Party organisation' },
  UNION: { zh: '工会', en: 'Trade-union unit' },
  LEAGUE: { zh: '团组织', en: 'Youth-league unit' },
  WOMEN: { zh: '妇女组织', en: 'Women’s committee' },
  UNIT: { zh: '单位', en: 'Employer' },
}

export const levelWords: Words = {
  COMMITTEE: { zh: '委员会', en: 'Committee' },
  GENERAL_BRANCH: { zh: '总支', en: 'General branch' },
  BRANCH: { zh: '支部', en: 'Branch' },
  JOINT_BRANCH: { zh: '联合支部', en: 'Joint branch' },
  TEMPORARY_BRANCH: { zh: '临时支部', en: 'Temporary branch' },
  GROUP: { zh: '小组', en: 'Group' },
  JOINT_COMMITTEE: { zh: '联合委员会', en: 'Joint committee' },
  SUB_UNION: { zh: '分工会', en: 'Sub-union' },
  BUREAU: { zh: '局', en: 'Bureau' },
  INSTITUTION: { zh: '直属单位', en: 'Institution' },
  DEPARTMENT: { zh: '科室', en: 'Department' },
}
