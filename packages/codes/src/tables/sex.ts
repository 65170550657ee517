import { codeTable } from '../code-table.ts'

/** Sex 性别. */
export const sexes = codeTable(
  {
    number: 'GB/T 2261.1-2003',
    title: {
      zh: '个人基本信息分类与代码 第1部分：人的性别代码',
      en: 'Classification and codes of basic personal information, part 1: codes for sexual distinction of human',
    },
  },
  [
    { code: '0', zh: '未知', en: 'Unknown', standardName: '未知的性别' },
    { code: '1', zh: '男', en: 'Male', standardName: '男性', variants: ['M', '男士', '先生'] },
    { code: '2', zh: '女', en: 'Female', standardName: '女性', variants: ['F', '女士'] },
    { code: '9', zh: '未说明', en: 'Not stated', standardName: '未说明的性别' },
  ],
)
