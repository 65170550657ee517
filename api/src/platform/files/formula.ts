/** How a text begins that a spreadsheet would run as a formula; full-width signs count too, because some fold them. */
export const likeFormula = /^[=+\-@\t\r＝＋－＠]/

/** The text without the apostrophe by which spreadsheets mark a cell as text: people type it before numbers, our own files before formulas. */
export function withoutTextMark(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text
}
