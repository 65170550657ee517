import { isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, isScalarType, isUnionType } from 'graphql'
import { operationPage, typePage } from './page.mjs'
import { placesOf } from './places.mjs'
import { described, firstSentence, linked } from './text.mjs'
import { usesOf } from './uses.mjs'
import { words } from './words.mjs'

const standard = new Set(['Boolean', 'Float', 'ID', 'Int', 'String'])

/**
 * The pages of the reference: one for each operation and each type that does not stand with another, one that lists each kind, and one that lists the kinds.
 *
 * @param {import('graphql').GraphQLSchema} schema
 * @returns {{ path: string, text: string }[]}
 */
export function referencePages(schema) {
  const roots = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() }
  const rootNames = new Set(Object.values(roots).map((type) => type?.name))
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !standard.has(type.name) && !rootNames.has(type.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const placeOf = placesOf(schema)
  /** What stands on a page beside its own subject. */
  const guests = new Map()
  for (const type of types) {
    const [page, anchor] = placeOf(type.name)
    if (anchor !== '') guests.set(page, [...(guests.get(page) ?? []), type])
  }
  const context = { schema, words, uses: usesOf(schema), placeOf, kindOf, guestsOf: (page) => guests.get(page) ?? [] }
  const pages = []
  const kinds = []

  for (const [kind, type] of Object.entries(roots)) {
    const fields = Object.values(type?.getFields() ?? {})
    for (const field of fields) pages.push({ path: `${kind}/${field.name}`, text: operationPage(context, kind, field) })
    list(kind, fields, (field) => `./${kind}/${field.name}`)
  }
  for (const type of types) if (placeOf(type.name)[1] === '') pages.push({ path: `type/${type.name}`, text: typePage(context, type) })
  const addressOf = ({ name }) => `./${placeOf(name)[0]}${placeOf(name)[1] === '' ? '' : `#${placeOf(name)[1]}`}`
  for (const kind of ['object', 'interface', 'union', 'input', 'enum', 'scalar'])
    list(
      kind,
      types.filter((type) => kindOf(type) === kind),
      addressOf,
    )
  const index = kinds.map(({ kind, count }) => `- [${words.kinds[kind]}](${linked(kind)}) <span class="count">${count}</span>`).join('\n')
  pages.push({ path: 'index', text: `# ${words.title}\n\n${words.intro}\n\n${index}\n` })
  return pages

  function list(kind, items, addressOf) {
    if (items.length === 0) return
    kinds.push({ kind, count: items.length })
    const lines = items.map((item) => `- [<code>${item.name}</code>](${addressOf(item)}) ${described(firstSentence(item.description))}`)
    const front = '---\nsearch: false\noutline: false\n---'
    pages.push({
      path: linked(kind).slice(2),
      text: `${front}\n\n# ${words.kinds[kind]}\n\n<div class="listed">\n\n${lines.join('\n')}\n\n</div>\n`,
    })
  }
}

function kindOf(type) {
  if (isObjectType(type)) return 'object'
  if (isInterfaceType(type)) return 'interface'
  if (isUnionType(type)) return 'union'
  if (isInputObjectType(type)) return 'input'
  if (isEnumType(type)) return 'enum'
  if (isScalarType(type)) return 'scalar'
  throw new Error(`${String(type)} is of no known kind.`)
}
