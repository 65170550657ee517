import { defineTexts, type KeysOf } from '../../platform/i18n/texts.ts'

/** What the imports module has to say about files and steps; what it says about rows stands in `findings`. */
export const importTexts = defineTexts({
  'zh-CN': {
    'import.fileNotFound': '找不到这个文件，请重新上传。',
    'import.file.empty': '文件里没有数据。',
    'import.file.notATable': '这不是表格文件。请另存为 CSV 或 XLSX 后再上传。',
    'import.file.oldExcel': '这是旧版 Excel 文件（.xls）。请另存为 XLSX 后再上传。',
    'import.file.encoding': '无法识别文件的文字编码。请另存为 UTF-8 编码的 CSV，或 XLSX。',
    'import.file.quotes': '第 {line} 行附近的引号没有成对，后面的内容无法分清。请改正引号后再上传。',
    'import.file.tooManyRows': '文件超过 {most} 行，请拆分后分次导入。',
    'import.file.tooManyColumns': '第 {line} 行超过 {most} 列，请删去多余的列。',
    'import.file.cellTooLong': '第 {line} 行有一格超过 {most} 个字，请检查该格。',
    'import.file.tooLarge': '文件过大，或解压后过大。请只保留需要导入的工作表和列。',
    'import.file.damaged': '文件已损坏，或不是规范的 XLSX。请用表格软件打开后另存一份。',
    'import.file.severalSheets': '有几个工作表都像是要导入的表格。请只保留一个，避免遗漏。',
    'import.stale': '这次导入已有变化（当前版本 {version}），请看过最新情况后重试。',
    'import.status':
      '{status, select, APPLIED {已经导入完毕。} APPLYING {正在导入。} DISCARDED {已经放弃。} FAILED {已经中断，可以继续导入或放弃。} other {当前状态不能进行这一步。}}',
    'import.applying': '这次导入正在另一处进行，请稍候查看结果。',
    'import.noColumn': '文件里没有这一列。',
    'import.noField': '没有这个字段。',
    'import.fieldTwice': '字段 {field} 对应了两列，请只保留一列。',
  },
  en: {
    'import.fileNotFound': 'The file was not found; please upload it again.',
    'import.file.empty': 'There are no data in the file.',
    'import.file.notATable': 'This is not a table. Save it as CSV or XLSX and upload that.',
    'import.file.oldExcel': 'This is an old Excel file (.xls). Save it as XLSX and upload that.',
    'import.file.encoding': 'The text encoding cannot be told. Save the file as CSV in UTF-8, or as XLSX.',
    'import.file.quotes':
      'Near row {line} a quote is not closed, so what follows cannot be told apart. Correct the quotes and upload again.',
    'import.file.tooManyRows': 'The file has more than {most} rows; split it and import the parts.',
    'import.file.tooManyColumns': 'Row {line} has more than {most} columns; remove those that are not needed.',
    'import.file.cellTooLong': 'A cell of row {line} has more than {most} characters; please check it.',
    'import.file.tooLarge':
      'The file is too large, or is once it is unpacked. Keep only the sheet and the columns that are to be imported.',
    'import.file.damaged': 'The file is damaged, or is no regular XLSX. Open it in a spreadsheet and save it again.',
    'import.file.severalSheets': 'Several sheets look like the table that is meant. Keep one of them, so that nothing is left out.',
    'import.stale': 'The import has changed (it is at version {version} now); look at it again and retry.',
    'import.status':
      '{status, select, APPLIED {It is imported already.} APPLYING {It is being imported.} DISCARDED {It was given up.} FAILED {It broke off; go on with it, or give it up.} other {This step cannot be taken now.}}',
    'import.applying': 'Another process is carrying this import out; look at it again in a while.',
    'import.noColumn': 'The file has no such column.',
    'import.noField': 'There is no such field.',
    'import.fieldTwice': 'The field {field} has two columns; leave it to one.',
  },
})

declare module '../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof importTexts> {}
}
