import { type FindingKind } from './finding-kind.ts'

/** What may be wrong with any row or cell, whatever the file is about. */
export const rowFindings = {
  ROW_TOO_WIDE: {
    severity: 'REFUSED',
    zh: '这一行比表头多出 {extra} 格，可能是某一格里有未加引号的分隔符。请把该格加上引号，或删去多余的格',
    en: 'The row has {extra} cells more than the header; perhaps a separator stands in a cell without quotes. Quote that cell or remove the surplus',
  },
  ROW_REPEATED: {
    severity: 'REPAIRED',
    zh: '与第 {line} 行完全相同，只导入一次',
    en: 'The same as row {line}; imported once',
  },
  CELL_FORMULA: {
    severity: 'WARNING',
    zh: '这一格是公式，按保存时显示的结果读入，请核对',
    en: 'The cell is a formula; what it showed when the file was saved was taken. Please check',
  },
  CELL_MERGED: {
    severity: 'REPAIRED',
    zh: '合并单元格，按合并区域第一格的值读入',
    en: 'A merged cell; the value of its first row was taken',
  },
  CELL_ERROR: {
    severity: 'REFUSED',
    zh: '这一格是表格软件的错误值“{text}”，请改成实际内容',
    en: 'The cell holds the spreadsheet error {text}; write what is meant',
  },
  CELL_ROUNDED: {
    severity: 'REFUSED',
    zh: '这一格是超过 15 位的数字，表格软件已丢失末尾几位。请先把该列设为“文本”格式，再重新填写',
    en: 'A number of more than 15 digits, whose last digits the spreadsheet has lost. Format the column as text and write it again',
  },
  TEXT_UNUSABLE: {
    severity: 'WARNING',
    zh: '内容过长，或像是公式、含有控制字符，这一项没有写入。请改成不超过 {most} 个字的普通文字',
    en: 'Too long, or looks like a formula, or has control characters: not taken over. Write plain text of at most {most} characters',
  },
  CODE_UNKNOWN: {
    severity: 'WARNING',
    zh: '“{table}”代码表里没有这个词，这一项没有写入。请按代码表填写',
    en: 'The code table “{table}” has no such word; not taken over. Use a word of the table',
  },
  CODE_UNDERSTOOD: { severity: 'REPAIRED', zh: '按“{meant}”读入', en: 'Read as “{meant}”' },
  DATE_UNDERSTOOD: { severity: 'REPAIRED', zh: '按 {meant} 读入', en: 'Read as {meant}' },
  DATE_FROM_SERIAL: {
    severity: 'REPAIRED',
    zh: '这是表格软件的日期序号，按 {meant} 读入',
    en: 'A spreadsheet’s serial number of a day, read as {meant}',
  },
  ALREADY_DIFFERENT: {
    severity: 'WARNING',
    zh: '系统中登记的是“{registered}”，导入不改变它；确需变更请在{place}办理',
    en: 'The register says “{registered}”, and an import does not change that; if it is to change, do so under {place}',
  },
  RULE_REFUSED: { severity: 'REFUSED', zh: '{reason}（{article}）', en: '{reason} ({article})' },
} as const satisfies Record<string, FindingKind>
