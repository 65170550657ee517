import type { Question } from './question.ts'

/** Asks before something that cannot be undone. Esc and the outside mean no. */
export async function confirm(question: Question): Promise<boolean> {
  const { ask } = await import('./question.ts')
  return ask(question)
}
