import { type Language } from '../platform/i18n/language.ts'
import { type Text } from '@qizhi/codes'

/** Where a command writes, and in which language. */
export interface Terminal {
  readonly language: Language
  line(text?: string): void
  /** For what is not the command's result. */
  note(text: string): void
  say(text: Text): string
}

/** The terminal of this process. Chinese, unless the machine or the person speaks English. */
export function terminal(env: NodeJS.ProcessEnv = process.env): Terminal {
  const language: Language = /^en/i.test(env.QIZHI_LANGUAGE ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '') ? 'en' : 'zh-CN'
  return {
    language,
    line: (text = '') => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    say: (text) => (language === 'en' ? text.en : text.zh),
  }
}

/** What ends a command with a sentence for its user, and not with a stack. */
export class CommandProblem extends Error {
  constructor(
    readonly text: Text,
    readonly exitCode = 1,
  ) {
    super(text.en)
    this.name = 'CommandProblem'
  }
}
