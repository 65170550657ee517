import { registerEnumType } from 'type-graphql'

export const SyncModes = { DRY_RUN: 'DRY_RUN', APPLY: 'APPLY' } as const
export type SyncMode = keyof typeof SyncModes
registerEnumType(SyncModes, {
  name: 'SyncMode',
  description: 'Whether anything is written.',
  valuesConfig: {
    DRY_RUN: { description: 'Everything is done and rolled back: the answer is what APPLY would give 「试运行」.' },
    APPLY: { description: 'It is written 「执行」.' },
  },
})

export const SyncOnErrors = { CONTINUE: 'CONTINUE', ROLL_BACK: 'ROLL_BACK' } as const
export type SyncOnError = keyof typeof SyncOnErrors
registerEnumType(SyncOnErrors, {
  name: 'SyncOnError',
  description: 'What a rejected row means for the others.',
  valuesConfig: {
    CONTINUE: { description: 'Nothing: a bad row never spoils its neighbours 「跳过」.' },
    ROLL_BACK: { description: 'All or nothing: one rejected row, and no row of the call is written 「整批撤回」.' },
  },
})

export const SyncRowStatuses = {
  CREATED: 'CREATED',
  UPDATED: 'UPDATED',
  UNCHANGED: 'UNCHANGED',
  PROPOSED: 'PROPOSED',
  REJECTED: 'REJECTED',
} as const
export type SyncRowStatus = keyof typeof SyncRowStatuses
registerEnumType(SyncRowStatuses, {
  name: 'SyncRowStatus',
  description: 'What became of a row 「处理结果」.',
  valuesConfig: {
    CREATED: { description: 'New on the register 「新增」.' },
    UPDATED: { description: 'Fields changed, or an external id became known 「更新」.' },
    UNCHANGED: { description: 'The register says the same already, or an officer declined the difference 「无变化」.' },
    PROPOSED: { description: 'A part of it waits for an officer; the rest is written 「待确认」.' },
    REJECTED: { description: 'Nothing of it is written; `errors` say why 「退回」.' },
  },
})

export const SyncDecisions = { APPLIED: 'APPLIED', PROPOSED: 'PROPOSED', DECLINED: 'DECLINED' } as const
export type SyncDecision = keyof typeof SyncDecisions
registerEnumType(SyncDecisions, {
  name: 'SyncDecision',
  description: 'What became of one difference.',
  valuesConfig: {
    APPLIED: { description: 'Written 「已写入」.' },
    PROPOSED: { description: 'Waits for an officer 「待确认」.' },
    DECLINED: { description: 'An officer declined this very value before; it is not proposed again 「已驳回」.' },
  },
})

export const SyncFields = {
  NAME: 'NAME',
  NATIONAL_ID: 'NATIONAL_ID',
  SEX: 'SEX',
  BIRTH_DATE: 'BIRTH_DATE',
  ETHNICITY: 'ETHNICITY',
  EDUCATION: 'EDUCATION',
  POLITICAL_STATUS: 'POLITICAL_STATUS',
  PHONE: 'PHONE',
  UNIT: 'UNIT',
  EMPLOYMENT_STATUS: 'EMPLOYMENT_STATUS',
  EMPLOYMENT_STARTED: 'EMPLOYMENT_STARTED',
  POST: 'POST',
  MONTHLY_WAGE_BASE: 'MONTHLY_WAGE_BASE',
} as const
export type SyncField = keyof typeof SyncFields
registerEnumType(SyncFields, {
  name: 'SyncField',
  description: 'A field of a person that a source may own. Memberships and offices are never among them.',
  valuesConfig: {
    NAME: { description: 'Name 「姓名」.' },
    NATIONAL_ID: { description: 'National ID number, and with it birth date and sex 「身份证号」.' },
    SEX: { description: 'Sex 「性别」.' },
    BIRTH_DATE: { description: 'Birth date 「出生日期」.' },
    ETHNICITY: { description: 'Ethnicity 「民族」.' },
    EDUCATION: { description: 'Education 「学历」.' },
    POLITICAL_STATUS: { description: 'Political status as the source states it 「政治面貌」.' },
    PHONE: { description: 'Mobile number 「手机」.' },
    UNIT: { description: 'The unit that employs the person 「所在单位」.' },
    EMPLOYMENT_STATUS: { description: 'How the person stands to the employer 「人员状态」.' },
    EMPLOYMENT_STARTED: { description: 'When the person began to work 「参加工作时间」.' },
    POST: { description: 'Post 「职务」.' },
    MONTHLY_WAGE_BASE: { description: 'Monthly wage base, of which dues are assessed 「月工资基数」.' },
  },
})
