import { getNamedType, isListType, isNonNullType, specifiedScalarTypes } from 'graphql'

/** A description as markdown in which nothing is taken for HTML or for a Vue expression. */
export function described(text) {
  return (text ?? '')
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? code(part.slice(1, -1)) : escaped(part)))
    .join('')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()
}

/** The Chinese term of a description, if it names one. */
export function term(text) {
  return /「([^」]+)」/.exec(text ?? '')?.[1]
}

/** What a list needs to tell. */
export function firstSentence(text) {
  return /^.*?[.。](?=\s|$)/s.exec(text ?? '')?.[0] ?? text ?? ''
}

/** Text of code, in a table too. */
export function code(text) {
  return `<code>${escaped(text)}</code>`
}

/** A type as it is written in the schema, its name a link to its place. */
export function typeLink(type, linkTo) {
  return `<code>${written(type)}</code>`

  function written(of) {
    if (isNonNullType(of)) return `${written(of.ofType)}!`
    if (isListType(of)) return `&#91;${written(of.ofType)}&#93;`
    return specifiedScalarTypes.some(({ name }) => name === of.name) ? of.name : linkTo(of.name, of.name)
  }
}

/** The page that lists a kind, from the index. */
export function linked(kind) {
  return kind === 'query' ? './queries' : `./${kind}s`
}

/** The named type within. */
export const named = getNamedType

function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{', '&#123;')
    .replaceAll('}', '&#125;')
    .replaceAll('[', '&#91;')
    .replaceAll(']', '&#93;')
    .replaceAll('|', '&#124;')
    .replaceAll('*', '&#42;')
    .replaceAll('_', '&#95;')
    .replaceAll('`', '&#96;')
}
