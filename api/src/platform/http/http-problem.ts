import { type MessageKey, type MessageParams } from '../i18n/texts.ts'

/** What is wrong with a request as such, whatever it asks for. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly messageKey: MessageKey,
    readonly params: MessageParams = {},
  ) {
    super(messageKey)
    this.name = 'HttpProblem'
  }
}
