import { registerEnumType } from 'type-graphql'
import { type Sql } from '../../platform/graph/graph.ts'
import { codeOf, CodeType, type EmploymentStatus, EmploymentStatuses, type Sex, Sexes } from '../members/index.ts'
import { type BothLanguages } from './engine/count-query.ts'
import { labelsOf, listed } from './engine/dimensions.ts'
import { columnOf, type Dimension } from './engine/model.ts'

export const AgeBands = {
  UP_TO_30: 'UP_TO_30',
  FROM_31_TO_35: 'FROM_31_TO_35',
  FROM_36_TO_40: 'FROM_36_TO_40',
  FROM_41_TO_45: 'FROM_41_TO_45',
  FROM_46_TO_50: 'FROM_46_TO_50',
  FROM_51_TO_55: 'FROM_51_TO_55',
  FROM_56_TO_60: 'FROM_56_TO_60',
  OVER_60: 'OVER_60',
} as const
export type AgeBand = keyof typeof AgeBands

const bands: Record<AgeBand, BothLanguages> = {
  UP_TO_30: { zh: '30岁及以下', en: '30 and younger' },
  FROM_31_TO_35: { zh: '31至35岁', en: '31 to 35' },
  FROM_36_TO_40: { zh: '36至40岁', en: '36 to 40' },
  FROM_41_TO_45: { zh: '41至45岁', en: '41 to 45' },
  FROM_46_TO_50: { zh: '46至50岁', en: '46 to 50' },
  FROM_51_TO_55: { zh: '51至55岁', en: '51 to 55' },
  FROM_56_TO_60: { zh: '56至60岁', en: '56 to 60' },
  OVER_60: { zh: '61岁及以上', en: '61 and older' },
}
registerEnumType(AgeBands, {
  name: 'AgeBand',
  description: 'Completed years of age, in the bands of the Party’s statistics 「年龄段」.',
  valuesConfig: Object.fromEntries(Object.entries(bands).map(([band, { zh, en }]) => [band, { description: `${en} 「${zh}」.` }])),
})

/** The first year of age of every band but the first. */
const firstYears = [31, 36, 41, 46, 51, 56, 61]

const employment: Record<EmploymentStatus, BothLanguages> = {
  ACTIVE: { zh: '在职', en: 'On the staff' },
  RETIRED: { zh: '退休', en: 'Retired' },
  LEFT: { zh: '离职', en: 'Has left' },
  NONE: { zh: '非本单位职工', en: 'Never employed here' },
}
export const employmentLabels = employment

const sexes: Record<Sex, BothLanguages> = {
  MALE: { zh: '男', en: 'Male' },
  FEMALE: { zh: '女', en: 'Female' },
  UNKNOWN: { zh: '未知', en: 'Unknown' },
}

/** What is read off the person behind a fact: dimensions of every count whose facts have a member_id. */
export const personDimensions = {
  SEX: ofPerson(
    'SEX',
    'sex',
    'Sex, as it is on the register 「性别」.',
    () => 'person.sex',
    () => Sexes,
    sexes,
  ),
  AGE_BAND: {
    ...ofPerson(
      'AGE_BAND',
      'ageBand',
      'Age on the day of the fact; null where the birth date is not known 「年龄段」.',
      ({ f }) => ageBand(`${f}.day`),
      () => AgeBands,
      bands,
    ),
    nullable: true,
  },
  EDUCATION: coded('EDUCATION', 'education', 'Education, GB/T 4658; null where it is not known 「学历」.'),
  ETHNICITY: coded('ETHNICITY', 'ethnicity', 'Ethnicity, GB/T 3304; null where it is not known 「民族」.'),
  EMPLOYMENT_STATUS: ofPerson(
    'EMPLOYMENT_STATUS',
    'employmentStatus',
    'How the person stands to the employer, as it is on the register 「人员状态」.',
    () => 'person.employment_status',
    () => EmploymentStatuses,
    employment,
  ),
} satisfies Record<string, Dimension>

/** The person behind a fact. */
export function personOf(f: string): Sql {
  return `JOIN member person ON person.id = ${f}.member_id`
}

/** The values of a dimension of persons that a filter leaves, or all; null where only those that occur can be told. */
export function personDomain(
  name: string,
  filter: { readonly sexes?: readonly string[] | null; readonly employmentStatuses?: readonly string[] | null },
): readonly string[] | null {
  if (name === 'SEX') return filter.sexes ?? Object.keys(Sexes)
  if (name === 'AGE_BAND') return Object.keys(AgeBands)
  if (name === 'EMPLOYMENT_STATUS') return filter.employmentStatuses ?? Object.keys(EmploymentStatuses)
  return null
}

function ofPerson(
  name: string,
  field: string,
  description: string,
  of: Dimension['of'],
  type: () => object,
  labels: Record<string, BothLanguages>,
): Dimension {
  return {
    field,
    description,
    type,
    of,
    join: personOf,
    sqlType: 'text',
    nullable: false,
    family: name,
    order: (g) => ({ key: listed(Object.keys(labels), `${g}.${columnOf(name)}`) }),
    label: labelsOf(labels),
  }
}

function coded(name: 'EDUCATION' | 'ETHNICITY', field: string, description: string): Dimension {
  return {
    field,
    description,
    type: () => CodeType,
    of: () => `person.${field}`,
    join: personOf,
    sqlType: 'text',
    nullable: true,
    family: name,
    shown: (code, language) => codeOf(name, code, language),
    label: (code) => ({ zh: codeOf(name, code, 'zh-CN').name, en: codeOf(name, code, 'en').name }),
  }
}

function ageBand(day: Sql): Sql {
  const years = `extract(year FROM age(${day}, person.birth_date))::int`
  const names = Object.keys(AgeBands).map((band) => `'${band}'`)
  return `(ARRAY[${names.join(', ')}])[width_bucket(${years}, ARRAY[${firstYears.join(', ')}]) + 1]`
}
