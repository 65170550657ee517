import { registerEnumType } from 'type-graphql'

export const OrganizationKinds = { PARTY: 'PARTY', UNION: 'UNION', LEAGUE: 'LEAGUE', WOMEN: 'WOMEN', UNIT: 'UNIT' } as const
export type OrganizationKind = keyof typeof OrganizationKinds
registerEnumType(OrganizationKinds, {
  name: 'OrganizationKind',
  description: 'The five trees of a bureau 「类别」.',
  valuesConfig: {
    PARTY: { description: 'Party organisations 「党组织」.' },
    UNION: { description: 'Trade-union units 「工会」.' },
    LEAGUE: { description: 'Youth-league units 「团组织」.' },
    WOMEN: { description: 'Women’s committees 「妇女组织」.' },
    UNIT: { description: 'The employer itself: bureau, institutions, departments 「单位」.' },
  },
})

export const OrganizationLevels = {
  COMMITTEE: 'COMMITTEE',
  GENERAL_BRANCH: 'GENERAL_BRANCH',
  BRANCH: 'BRANCH',
  JOINT_BRANCH: 'JOINT_BRANCH',
  TEMPORARY_BRANCH: 'TEMPORARY_BRANCH',
  GROUP: 'GROUP',
  JOINT_COMMITTEE: 'JOINT_COMMITTEE',
  SUB_UNION: 'SUB_UNION',
  BUREAU: 'BUREAU',
  INSTITUTION: 'INSTITUTION',
  DEPARTMENT: 'DEPARTMENT',
} as const
export type OrganizationLevel = keyof typeof OrganizationLevels
registerEnumType(OrganizationLevels, {
  name: 'OrganizationLevel',
  description: 'What an organisation is within its kind; which level may stand under which is a table of the rule book 「层级」.',
  valuesConfig: {
    COMMITTEE: { description: 'Committee 「党委、基层工会委员会、团委、妇委会」.' },
    GENERAL_BRANCH: { description: 'General branch 「党总支、团总支」.' },
    BRANCH: { description: 'Branch 「党支部、团支部」.' },
    JOINT_BRANCH: { description: 'Joint branch of several units 「联合党支部」.' },
    TEMPORARY_BRANCH: { description: 'Temporary branch 「临时党支部」.' },
    GROUP: { description: 'Group 「党小组、工会小组、团小组」.' },
    JOINT_COMMITTEE: { description: 'Joint union committee of several units 「联合基层工会委员会」.' },
    SUB_UNION: { description: 'Sub-union 「分工会」.' },
    BUREAU: { description: 'The bureau 「局」.' },
    INSTITUTION: { description: 'An institution of the bureau 「直属单位」.' },
    DEPARTMENT: { description: 'A department 「科室」.' },
  },
})

export const OrganizationOrders = {
  TREE: 'TREE',
  CODE_ASC: 'CODE_ASC',
  CODE_DESC: 'CODE_DESC',
  NAME_ASC: 'NAME_ASC',
  NAME_DESC: 'NAME_DESC',
} as const
export type OrganizationOrder = keyof typeof OrganizationOrders
registerEnumType(OrganizationOrders, {
  name: 'OrganizationOrder',
  description: 'Orders of a list of organisations.',
  valuesConfig: {
    TREE: { description: 'As the tree is read: parents before their children.' },
    CODE_ASC: { description: 'By code, ascending.' },
    CODE_DESC: { description: 'By code, descending.' },
    NAME_ASC: { description: 'By the pinyin of the name, ascending.' },
    NAME_DESC: { description: 'By the pinyin of the name, descending.' },
  },
})

export const OrganizationActions = {
  RENAME: 'RENAME',
  MOVE: 'MOVE',
  DISSOLVE: 'DISSOLVE',
  CREATE_CHILD: 'CREATE_CHILD',
  LINK: 'LINK',
  PLAN_ACTIVITY: 'PLAN_ACTIVITY',
  ADD_MEMBER: 'ADD_MEMBER',
} as const
export type OrganizationAction = keyof typeof OrganizationActions
registerEnumType(OrganizationActions, {
  name: 'OrganizationAction',
  description: 'What the viewer may do with an organisation now; a screen need not derive it.',
  valuesConfig: {
    RENAME: { description: 'Give it another name 「更名」.' },
    MOVE: { description: 'Put it under another parent 「调整隶属关系」.' },
    DISSOLVE: { description: 'Dissolve it 「撤销」.' },
    CREATE_CHILD: { description: 'Set up an organisation below it 「新建下级」.' },
    LINK: { description: 'Say who leads it and which units it covers 「设置关联」.' },
    PLAN_ACTIVITY: { description: 'Plan an activity of it 「策划活动」.' },
    ADD_MEMBER: { description: 'Add a person or a membership to it 「增加人员」.' },
  },
})

export const OrganizationLinkKinds = { LED_BY: 'LED_BY', COVERS: 'COVERS' } as const
export type OrganizationLinkKind = keyof typeof OrganizationLinkKinds
registerEnumType(OrganizationLinkKinds, {
  name: 'OrganizationLinkType',
  description: 'How two organisations of different trees belong together 「组织关联」.',
  valuesConfig: {
    LED_BY: { description: 'A union, league or women’s unit is led by a Party organisation 「党组织领导」.' },
    COVERS: { description: 'An organisation serves a unit of the employer 「覆盖单位」.' },
  },
})

export const OrganizationEventKinds = {
  ESTABLISHED: 'ESTABLISHED',
  RENAMED: 'RENAMED',
  MOVED: 'MOVED',
  DISSOLVED: 'DISSOLVED',
  LINKED: 'LINKED',
  UNLINKED: 'UNLINKED',
} as const
export type OrganizationEventKind = keyof typeof OrganizationEventKinds
registerEnumType(OrganizationEventKinds, {
  name: 'OrganizationEventType',
  description: 'What may happen to an organisation 「沿革事项」.',
  valuesConfig: {
    ESTABLISHED: { description: 'Set up 「成立」.' },
    RENAMED: { description: 'Given another name 「更名」.' },
    MOVED: { description: 'Put under another parent 「隶属调整」.' },
    DISSOLVED: { description: 'Dissolved 「撤销」.' },
    LINKED: { description: 'Linked with another organisation 「建立关联」.' },
    UNLINKED: { description: 'A link ended 「解除关联」.' },
  },
})
