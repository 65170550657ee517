/** What a person can mend, said in Chinese and in English. Everything else is an ordinary error with its stack. */
export class Problem extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh}\n${en}`)
    this.name = 'Problem'
  }
}
