import { codeTable } from '../code-table.ts'

/** Marital status 婚姻状况. */
export const maritalStatuses = codeTable(
  {
    number: 'GB/T 2261.2-2003',
    title: {
      zh: '个人基本信息分类与代码 第2部分：婚姻状况代码',
      en: 'Classification and codes of basic personal information, part 2: codes for marriage status',
    },
  },
  [
    { code: '10', zh: '未婚', en: 'Single' },
    { code: '20', zh: '已婚', en: 'Married' },
    { code: '21', zh: '初婚', en: 'Married for the first time' },
    { code: '22', zh: '再婚', en: 'Remarried' },
    { code: '23', zh: '复婚', en: 'Married again to the former spouse' },
    { code: '30', zh: '丧偶', en: 'Widowed' },
    { code: '40', zh: '离婚', en: 'Divorced', variants: ['离异'] },
    { code: '90', zh: '未说明', en: 'Not stated', standardName: '未说明的婚姻状况' },
  ],
)
