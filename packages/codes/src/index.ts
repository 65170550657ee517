export { codeTable, type CodeEntry, type CodeTable, type Found, type Standard } from './code-table.ts'
export { degrees } from './tables/degree.ts'
export { educations } from './tables/education.ts'
export { ethnicities, type EthnicityEntry } from './tables/ethnicity.ts'
export { maritalStatuses } from './tables/marital-status.ts'
export { politicalStatuses } from './tables/political-status.ts'
export { provinces } from './tables/province.ts'
export { sexes } from './tables/sex.ts'

export { addDays, addMonths, addYears, ageOn, dayOf, isDay, type Day } from './day.ts'
export { fillTemplate, type Language, type Placeholders, type Text } from './text.ts'
export { refusalText, type Reading, type Refusal, type RefusalCode, type Repair } from './reading.ts'

export { readCreditCode } from './credit-code.ts'
export { readDate, type DatePrecision, type HrDate } from './date.ts'
export { formatYuan, readMoney } from './money.ts'
export {
  birthDateOf,
  checkNationalId,
  composeNationalId,
  contradictions,
  maskNationalId,
  normaliseNationalId,
  readNationalId,
  sexOf,
  type NationalId,
} from './national-id.ts'
export { readPersonName } from './person-name.ts'
export { maskPhone, readPhone } from './phone.ts'
export { organizationPinyin, personPinyin, type Pinyin } from './pinyin.ts'
