/** How a text begins that a spreadsheet would run as a formula; full-width signs count too, because some fold them. */
export const likeFormula = /^[=+\-@\t\r＝＋－＠]/

/** The text without the apostrophe that keeps a spreadsheet from running it: our own files of rejected rows put it there. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && likeFormula.test(text.slice(1)) ? text.slice(1) : text
}
