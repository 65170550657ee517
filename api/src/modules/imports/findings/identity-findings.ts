import { type FindingKind } from './finding-kind.ts'

/** What may be found about who a person is. */
export const identityFindings = {
  IDENTITY_MISSING: {
    severity: 'REFUSED',
    zh: '既没有工号也没有身份证号，无法认定是谁。请至少填写一项',
    en: 'Neither a staff number nor a national ID number: it cannot be told who this is. Give one of them',
  },
  EXTERNAL_ID_MISSING: {
    severity: 'WARNING',
    zh: '没有工号，按身份证号认定；以后再导入时也只能按身份证号认定',
    en: 'No staff number; the person is told by the national ID number alone, now and next time',
  },
  EXTERNAL_ID_INVALID: {
    severity: 'REFUSED',
    zh: '工号须为不超过 64 个字的普通文字',
    en: 'A staff number is plain text of at most 64 characters',
  },
  EXTERNAL_ID_TIDIED: {
    severity: 'REPAIRED',
    zh: '去掉了工号中的空白和全角字符，按“{meant}”读入',
    en: 'Spaces and full-width characters removed: read as {meant}',
  },
  EXTERNAL_ID_CONFLICT: {
    severity: 'REFUSED',
    zh: '同一工号在第 {lines} 行内容不一致，无法判断以哪一行为准。请只保留一行',
    en: 'The rows {lines} have this staff number and differ; it cannot be told which one holds. Keep one',
  },
  EXTERNAL_ID_TAKEN: {
    severity: 'REFUSED',
    zh: '该身份证号的人员在系统中已有另一个工号 {registered}。请核对工号；确为换号的，先在人员页更正',
    en: 'The person with this national ID number has the staff number {registered} on the register. Check it; if the number was changed, correct the person’s entry first',
  },
  NAME_UNUSABLE: {
    severity: 'REFUSED',
    zh: '{reason}。请填写证件上的姓名',
    en: '{reason}. Write the name as it stands on the identity card',
  },
  NAME_TIDIED: {
    severity: 'REPAIRED',
    zh: '去掉了姓名中的多余空白或统一了间隔号，按“{meant}”读入',
    en: 'Spaces removed or the middle dot unified: read as “{meant}”',
  },
  NAME_CHANGED: {
    severity: 'WARNING',
    zh: '系统中这个人的姓名是“{registered}”，身份证号相同，已改为“{meant}”，请核对',
    en: 'On the register the person is called “{registered}”; with the same national ID number the name becomes “{meant}”. Please check',
  },
  NAME_DIFFERS: {
    severity: 'REFUSED',
    zh: '这个工号在系统中是另一个姓名“{registered}”，又没有身份证号可以证实是同一人。请补上身份证号，或核对工号',
    en: 'On the register this staff number belongs to “{registered}”, and no national ID number tells that it is the same person. Add it, or check the staff number',
  },
  NATIONAL_ID_UNUSABLE: { severity: 'REFUSED', zh: '{reason}。请对照证件改正', en: '{reason}. Correct it from the identity card' },
  NATIONAL_ID_TIDIED: {
    severity: 'REPAIRED',
    zh: '统一了全角字符、空白或末位 x 的写法',
    en: 'Full-width characters, spaces or a small x were unified',
  },
  NATIONAL_ID_EXTENDED: {
    severity: 'REPAIRED',
    zh: '15 位旧号，已换算成 18 位',
    en: 'An old number of 15 digits, converted to 18',
  },
  NATIONAL_ID_ROUNDED: {
    severity: 'REFUSED',
    zh: '文件中多数身份证号末三位都是 0，是表格软件丢失了末尾几位。请把该列设为“文本”格式，对照证件重新填写',
    en: 'Most national ID numbers of the file end in three zeros: a spreadsheet has lost their last digits. Format the column as text and write them again from the identity cards',
  },
  NATIONAL_ID_MISSING: {
    severity: 'WARNING',
    zh: '没有身份证号，按工号登记；日后与其他单位核对、防止重复登记都要用到，请尽快补上',
    en: 'No national ID number; told by the staff number alone. It is needed to keep a person from being registered twice: add it soon',
  },
  NATIONAL_ID_TWICE: {
    severity: 'REFUSED',
    zh: '第 {lines} 行是同一个身份证号，却是不同的人。请核对证件',
    en: 'The rows {lines} have the same national ID number and are different persons. Check the identity cards',
  },
  NATIONAL_ID_CLAIMED: {
    severity: 'WARNING',
    zh: '第 {lines} 行也用了这个身份证号，但与号码不符，已被退回；本行与号码相符，照常导入',
    en: 'The rows {lines} have this number too, but contradict it and were refused; this row agrees with it and is imported',
  },
  NATIONAL_ID_OF_ANOTHER: {
    severity: 'REFUSED',
    zh: '这个身份证号在系统中属于另一个人（工号不同）。请核对工号和身份证号',
    en: 'On the register this national ID number belongs to another person, with another staff number. Check both',
  },
  PERSON_ELSEWHERE: {
    severity: 'REFUSED',
    zh: '这个人已在您管理范围以外的组织登记。请联系上级组织核对，或请对方办理转出',
    en: 'The person is registered in an organisation outside what you manage. Ask your superior, or ask for a transfer',
  },
  NATIONAL_ID_DIFFERS: {
    severity: 'REFUSED',
    zh: '系统中这个工号的人身份证号与此不同，可能是工号被重新使用。请核对；确需更正的，先在人员页办理',
    en: 'On the register the person with this staff number has another national ID number; perhaps the staff number was given again. Check; if it is to be corrected, do so in the person’s entry',
  },
  PERSON_REPEATED: {
    severity: 'REFUSED',
    zh: '前面已有一行是同一个人（工号或身份证号相同）。请核对，只保留一行',
    en: 'An earlier row is about the same person, by the staff number or the national ID number. Check, and keep one',
  },
  SEX_CONTRADICTS_ID: {
    severity: 'REFUSED',
    zh: '{reason}。请对照证件改正其中一项',
    en: '{reason}. Correct one of them from the identity card',
  },
  SEX_FROM_ID: {
    severity: 'REPAIRED',
    zh: '没有可用的性别，按身份证号认定为“{meant}”',
    en: 'No usable sex given; by the national ID number it is {meant}',
  },
  BIRTH_DATE_UNUSABLE: {
    severity: 'REFUSED',
    zh: '{reason}。请改正，或留空由身份证号认定',
    en: '{reason}. Correct it, or leave it empty: the national ID number says it',
  },
  BIRTH_DATE_CONTRADICTS_ID: {
    severity: 'REFUSED',
    zh: '{reason}。请对照证件改正其中一项',
    en: '{reason}. Correct one of them from the identity card',
  },
  BIRTH_DATE_FROM_ID: { severity: 'REPAIRED', zh: '按身份证号认定为 {meant}', en: 'Taken from the national ID number: {meant}' },
  BIRTH_DATE_ONLY_MONTH: {
    severity: 'WARNING',
    zh: '只知道年月，又没有身份证号，出生日期没有写入。请补全日期',
    en: 'Only the month is known and there is no national ID number: not taken over. Write the day',
  },
} as const satisfies Record<string, FindingKind>
