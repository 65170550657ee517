import { type Text } from '@qizhi/codes'

/** A field that a column of a file may be mapped to. */
export interface ImportField {
  readonly code: string
  readonly label: Text
  /** Without a column for it, a file cannot be imported. */
  readonly required?: boolean
  /** What other systems call it: headers in Chinese and English, and the codes of the cadre information set. */
  readonly alsoCalled: readonly string[]
  /** How its values are hidden wherever they are shown or kept. */
  readonly sensitive?: 'NATIONAL_ID' | 'PHONE'
}

/** The header of the column that the file of rejected rows adds; it is passed over when that file comes back. */
export const problemsHeader = '导入问题 Problems'

/** A header without what does not distinguish it: width, capitals, spaces, signs, and remarks in brackets. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【〔［].*?[)\]】〕］]/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
