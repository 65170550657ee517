/** Every reason this package gives, in both languages. The braces are the parameters that `refuse` then asks for. */
export const refusalTexts = {
  'national-id.empty': { zh: '没有身份证号', en: 'There is no national ID number' },
  'national-id.length': {
    zh: '身份证号应为 18 位（旧号 15 位），这里是 {length} 位',
    en: 'A national ID number has 18 characters (15 in the old form), this one has {length}',
  },
  'national-id.characters': {
    zh: '身份证号只能由数字组成，末位可以是 X',
    en: 'A national ID number consists of digits; only the last character may be X',
  },
  'national-id.province': {
    zh: '身份证号前两位“{province}”不是省级行政区划代码',
    en: 'The first two digits, {province}, are not the code of a province',
  },
  'national-id.birth-date': {
    zh: '身份证号中的出生日期“{date}”不存在',
    en: 'The birth date in the number, {date}, does not exist',
  },
  'national-id.future': {
    zh: '身份证号中的出生日期 {date} 晚于 {today}',
    en: 'The birth date in the number, {date}, is later than {today}',
  },
  'national-id.check-digit': {
    zh: '身份证号校验码不符：应为 {expected}，这里是 {found}',
    en: 'The check character does not match: {expected} expected, {found} found',
  },
  'national-id.birth-date-differs': {
    zh: '出生日期 {written} 与身份证号中的 {inNumber} 不一致',
    en: 'The birth date {written} is not the one in the national ID number, {inNumber}',
  },
  'national-id.sex-differs': {
    zh: '性别“{written}”与身份证号中的“{inNumber}”不一致',
    en: 'The sex {written} is not the one in the national ID number, {inNumber}',
  },

  'credit-code.empty': { zh: '没有统一社会信用代码', en: 'There is no unified social credit code' },
  'credit-code.format': {
    zh: '统一社会信用代码应为 18 位数字或大写字母（不用 I、O、S、V、Z）',
    en: 'A unified social credit code has 18 digits or capital letters other than I, O, S, V and Z',
  },
  'credit-code.check-character': {
    zh: '统一社会信用代码校验码不符：应为 {expected}，这里是 {found}',
    en: 'The check character does not match: {expected} expected, {found} found',
  },

  'phone.empty': { zh: '没有手机号', en: 'There is no mobile number' },
  'phone.characters': { zh: '手机号中有数字以外的字符“{character}”', en: 'The mobile number contains "{character}", which is not a digit' },
  'phone.length': { zh: '手机号应为 11 位，这里是 {length} 位', en: 'A mainland mobile number has 11 digits, this one has {length}' },
  'phone.prefix': { zh: '“{prefix}”不是大陆手机号的号段', en: '{prefix} does not begin a mainland mobile number' },

  'date.empty': { zh: '没有日期', en: 'There is no date' },
  'date.unreadable': {
    zh: '看不出“{text}”是哪一天，请写成 1985-03-12',
    en: 'No date can be read from "{text}"; write 1985-03-12',
  },
  'date.year-only': { zh: '“{text}”只有年份，至少要到月', en: '"{text}" is only a year; the month is needed too' },
  'date.ambiguous-month': {
    zh: '“{text}”可能是 1 月，也可能是丢了末尾 0 的 10 月，请写成两位月份',
    en: '"{text}" may be January, or October with its last zero lost; write the month with two digits',
  },
  'date.impossible': { zh: '“{text}”这一天不存在', en: 'There is no such day as "{text}"' },
  'date.year-range': { zh: '年份 {year} 不在 1900—2100 之间', en: 'The year {year} is not between 1900 and 2100' },
  'date.future': { zh: '{date} 晚于 {today}', en: '{date} is later than {today}' },

  'name.empty': { zh: '没有姓名', en: 'There is no name' },
  'name.formula': {
    zh: '姓名以“{character}”开头，像是表格公式，不能作为姓名',
    en: 'The name begins with "{character}" like a spreadsheet formula and cannot be a name',
  },
  'name.control': {
    zh: '姓名中有看不见的控制字符（{codePoint}）',
    en: 'The name contains an invisible control character ({codePoint})',
  },
  'name.private-use': {
    zh: '姓名中有造字区字符（{codePoint}），请换成该字的国标编码',
    en: 'The name contains a private-use character ({codePoint}); use the encoded character instead',
  },
  'name.character': { zh: '姓名中不能有“{character}”', en: 'A name cannot contain "{character}"' },
  'name.too-long': {
    zh: '姓名最长 {limit} 个字，这里是 {length} 个',
    en: 'A name has at most {limit} characters, this one has {length}',
  },

  'money.empty': { zh: '没有金额', en: 'There is no amount' },
  'money.unreadable': { zh: '看不出“{text}”是多少元', en: 'No amount in yuan can be read from "{text}"' },
  'money.negative': { zh: '金额不能为负：“{text}”', en: 'An amount cannot be negative: "{text}"' },
  'money.grouping': { zh: '“{text}”的千分位逗号位置不对', en: 'The thousands separators in "{text}" are misplaced' },
  'money.fraction': { zh: '“{text}”精确到了分以下', en: '"{text}" is finer than one fen' },
  'money.too-large': { zh: '金额“{text}”过大', en: 'The amount "{text}" is too large' },
} as const
