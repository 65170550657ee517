import type { Text } from '@qizhi/codes'

/** Every level of every kind, with its names. The order is that of rank, and the order in which screens list them. */
export const levelNames = {
  PARTY: {
    COMMITTEE: { zh: '党委', en: 'Party committee' },
    GENERAL_BRANCH: { zh: '党总支', en: 'general Party branch' },
    BRANCH: { zh: '党支部', en: 'Party branch' },
    JOINT_BRANCH: { zh: '联合党支部', en: 'joint Party branch' },
    TEMPORARY_BRANCH: { zh: '临时党支部', en: 'temporary Party branch' },
    GROUP: { zh: '党小组', en: 'Party group' },
  },
  UNION: {
    COMMITTEE: { zh: '基层工会委员会', en: 'union committee' },
    JOINT_COMMITTEE: { zh: '联合基层工会委员会', en: 'joint union committee' },
    SUB_UNION: { zh: '分工会', en: 'sub-union' },
    GROUP: { zh: '工会小组', en: 'union group' },
  },
  LEAGUE: {
    COMMITTEE: { zh: '团委', en: 'league committee' },
    GENERAL_BRANCH: { zh: '团总支', en: 'general league branch' },
    BRANCH: { zh: '团支部', en: 'league branch' },
    GROUP: { zh: '团小组', en: 'league group' },
  },
  WOMEN: {
    COMMITTEE: { zh: '妇委会', en: 'women’s committee' },
    GROUP: { zh: '妇女小组', en: 'women’s group' },
  },
  UNIT: {
    BUREAU: { zh: '局', en: 'bureau' },
    INSTITUTION: { zh: '直属单位', en: 'institution' },
    DEPARTMENT: { zh: '科室', en: 'department' },
  },
} as const satisfies Record<string, Record<string, Text>>

export type OrganizationKind = keyof typeof levelNames
/** The levels of one kind, or of all where none is named. */
export type OrganizationLevel<Kind extends OrganizationKind = OrganizationKind> = Kind extends OrganizationKind
  ? keyof (typeof levelNames)[Kind] & string
  : never

export const kindNames: Readonly<Record<OrganizationKind, Text>> = {
  PARTY: { zh: '党组织', en: 'Party organisation' },
  UNION: { zh: '工会组织', en: 'union organisation' },
  LEAGUE: { zh: '团组织', en: 'league organisation' },
  WOMEN: { zh: '妇女组织', en: 'women’s organisation' },
  UNIT: { zh: '单位', en: 'unit' },
}

export const organizationKinds = Object.keys(levelNames) as readonly OrganizationKind[]

/** The levels that a kind has, the highest first. */
export function levelsOf<Kind extends OrganizationKind>(kind: Kind): readonly OrganizationLevel<Kind>[] {
  return Object.keys(levelNames[kind]) as unknown as readonly OrganizationLevel<Kind>[]
}

/** The name of a level; the bare code where the kind has no such level. */
export function levelName(kind: OrganizationKind, level: OrganizationLevel): Text {
  const names: Partial<Record<OrganizationLevel, Text>> = levelNames[kind]
  return names[level] ?? { zh: level, en: level }
}
