import { registerEnumType } from 'type-graphql'

export const Sexes = { MALE: 'MALE', FEMALE: 'FEMALE', UNKNOWN: 'UNKNOWN' } as const
export type Sex = keyof typeof Sexes
registerEnumType(Sexes, {
  name: 'Sex',
  description: 'Sex, after GB/T 2261.1 「性别」.',
  valuesConfig: {
    MALE: { description: 'Male 「男」.' },
    FEMALE: { description: 'Female 「女」.' },
    UNKNOWN: { description: 'Not known or not stated 「未知」.' },
  },
})

export const EmploymentStatuses = { ACTIVE: 'ACTIVE', RETIRED: 'RETIRED', LEFT: 'LEFT', NONE: 'NONE' } as const
export type EmploymentStatus = keyof typeof EmploymentStatuses
registerEnumType(EmploymentStatuses, {
  name: 'EmploymentStatus',
  description: 'How a person stands to the employer 「人员状态」.',
  valuesConfig: {
    ACTIVE: { description: 'On the staff 「在职」.' },
    RETIRED: { description: 'Retired 「退休」.' },
    LEFT: { description: 'Has left 「离职」.' },
    NONE: { description: 'Never employed here 「非本单位职工」.' },
  },
})

export const MemberActions = { UPDATE: 'UPDATE', REVEAL: 'REVEAL', OPEN_MEMBERSHIP: 'OPEN_MEMBERSHIP' } as const
export type MemberAction = keyof typeof MemberActions
registerEnumType(MemberActions, {
  name: 'MemberAction',
  description: 'What the viewer may do with a person’s entry now; a screen need not derive it.',
  valuesConfig: {
    UPDATE: { description: 'Change the entry 「修改」.' },
    REVEAL: { description: 'See masked numbers in the clear, for a purpose that is recorded 「查看完整号码」.' },
    OPEN_MEMBERSHIP: { description: 'Open a membership in an organisation that the viewer manages 「登记组织身份」.' },
  },
})

export const MemberOrders = { NAME_ASC: 'NAME_ASC', NAME_DESC: 'NAME_DESC', CODE_ASC: 'CODE_ASC', CODE_DESC: 'CODE_DESC' } as const
export type MemberOrder = keyof typeof MemberOrders
registerEnumType(MemberOrders, {
  name: 'MemberOrder',
  description: 'Orders of a list of members.',
  valuesConfig: {
    NAME_ASC: { description: 'By the pinyin of the name, ascending.' },
    NAME_DESC: { description: 'By the pinyin of the name, descending.' },
    CODE_ASC: { description: 'By code, ascending.' },
    CODE_DESC: { description: 'By code, descending.' },
  },
})

export const CodeTableNames = { SEX: 'SEX', ETHNICITY: 'ETHNICITY', EDUCATION: 'EDUCATION', POLITICAL_STATUS: 'POLITICAL_STATUS' } as const
export type CodeTableName = keyof typeof CodeTableNames
registerEnumType(CodeTableNames, {
  name: 'CodeTableName',
  description: 'The national code tables that entries of the register use 「代码表」.',
  valuesConfig: {
    SEX: { description: 'GB/T 2261.1 「性别」.' },
    ETHNICITY: { description: 'GB/T 3304 「民族」.' },
    EDUCATION: { description: 'GB/T 4658 「学历」.' },
    POLITICAL_STATUS: { description: 'GB/T 4762 「政治面貌」.' },
  },
})
