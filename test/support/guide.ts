/** A fenced block of a guide that is run: what it is written in, how it is to be run, its text, and what must come of it. */
export interface Step {
  readonly language: 'graphql' | 'bash' | 'ts'
  /** The words behind the language, such as `as administrator`. */
  readonly words: readonly string[]
  readonly text: string
  readonly variables: string | undefined
  readonly answer: string | undefined
  /** Where it begins, for whoever has to mend it. */
  readonly line: number
}

const kinds = new Set(['graphql', 'bash', 'ts'])

/**
 * The steps of a guide, in order. A `json variables` block belongs to the operation above it; a `json answer` or `text answer` block says what comes of
 * the step above it. Blocks of any other kind are an error: what nobody runs, nobody knows to be right.
 */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = []
  const lines = markdown.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const [, info] = /^```(.+)$/.exec(lines[at]!) ?? []
    if (info === undefined) continue
    const end = lines.indexOf('```', at + 1)
    const text = lines.slice(at + 1, end).join('\n')
    const [language = '', ...words] = info.trim().split(/\s+/)
    if (kinds.has(language)) {
      steps.push({ language: language as Step['language'], words, text, variables: undefined, answer: undefined, line: at + 1 })
    } else {
      const last = steps.pop()
      const part = words[0]
      if (last === undefined || (part !== 'variables' && part !== 'answer') || last[part] !== undefined)
        throw new Error(`Line ${at + 1}: nobody runs a block of ${info}.`)
      steps.push({ ...last, [part]: text })
    }
    at = end
  }
  return steps
}

/** Values that a guide has named with a dollar, such as `$QIZHI_KEY`. */
export type Names = Map<string, unknown>

const name = /^\$[A-Z_]+$/

/** Puts values where the guide names them. */
export function filledIn(value: unknown, names: Names): unknown {
  if (typeof value === 'string' && name.test(value)) {
    if (!names.has(value)) throw new Error(`${value} was not told by a step before.`)
    return names.get(value)
  }
  if (Array.isArray(value)) return value.map((item) => filledIn(item, names))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledIn(item, names)]))
  return value
}

/**
 * Where an answer is not what the guide says, as paths. `…` stands for anything, `["…"]` for any list; a name with a dollar that is new takes the value,
 * one that is known must have it.
 */
export function differences(said: unknown, got: unknown, names: Names, path = '$'): string[] {
  if (said === '…') return got === undefined ? [`${path} is missing`] : []
  if (typeof said === 'string' && name.test(said) && !names.has(said)) {
    names.set(said, got)
    return got === undefined || got === null ? [`${path} is missing`] : []
  }
  if (Array.isArray(said)) {
    if (!Array.isArray(got)) return [`${path} is no list`]
    if (said.length === 1 && said[0] === '…') return []
    if (said.length !== got.length) return [`${path} has ${got.length} items, not ${said.length}`]
    return said.flatMap((item, at) => differences(item, got[at], names, `${path}[${at}]`))
  }
  if (typeof said === 'object' && said !== null) {
    if (typeof got !== 'object' || got === null) return [`${path} is ${JSON.stringify(got)}`]
    return Object.entries(said).flatMap(([key, item]) => differences(item, (got as Record<string, unknown>)[key], names, `${path}.${key}`))
  }
  const wanted = typeof said === 'string' && names.has(said) ? names.get(said) : said
  return wanted === got ? [] : [`${path} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`]
}

/** The same for lines of text; `…` in a line stands for anything. */
export function textDifferences(said: string, got: string): string[] {
  const [wanted, lines] = [said.trim().split('\n'), got.trim().split('\n')]
  if (wanted.length !== lines.length) return [`${lines.length} lines, not ${wanted.length}`]
  return wanted.flatMap((line, at) => {
    const pattern = line.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${pattern.join('.*')}$`).test(lines[at]!) ? [] : [`line ${at + 1} is ${lines[at]!}, not ${line}`]
  })
}
