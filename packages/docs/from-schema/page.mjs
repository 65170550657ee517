import { astFromValue, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType, print } from 'graphql'
import { code, described, term, typeLink } from './text.mjs'

/** The page of a query, mutation or subscription, with the types that are only its own. */
export function operationPage(context, kind, field) {
  const { words, guestsOf } = context
  const say = speaker(context)
  const parts = [heading(1, field.name, field.description), kindLine(words.kinds[kind], words, field), described(field.description)]
  if (field.args.length > 0) parts.push(`## ${words.arguments} {#all-arguments}`, say.argumentTable(field.args))
  parts.push(`## ${words.answers} {#the-answer}`, say.type(field.type))
  for (const type of guestsOf(`${kind}/${field.name}`)) parts.push(...guest(context, say, type))
  return joined(parts)
}

/** The page of a type, with the pages of it as lists have them. */
export function typePage(context, type) {
  const { words, kindOf, guestsOf, uses } = context
  const say = speaker(context)
  const parts = [
    heading(1, type.name, type.description),
    kindLine(words.kinds[kindOf(type)], words, {}),
    described(type.description),
    ...relations(context, say, type),
  ]
  if ('getFields' in type) {
    parts.push(`## ${words.fields} {#all-fields}`)
    for (const field of Object.values(type.getFields())) {
      parts.push(heading(3, field.name, field.description), `<p class="of">${say.type(field.type)}${extras(words, field)}</p>`)
      parts.push(deprecation(words, field), described(field.description))
      if (field.args?.length > 0) parts.push(say.argumentTable(field.args))
    }
  }
  if (isEnumType(type)) {
    parts.push(`## ${words.values} {#all-values}`)
    for (const value of type.getValues())
      parts.push(heading(3, value.name, value.description), deprecation(words, value), described(value.description))
  }
  const places = uses.get(type.name) ?? []
  if (places.length > 0) parts.push(`## ${words.usedBy} {#used-by}`, say.usedBy(places))
  for (const other of guestsOf(`type/${type.name}`)) parts.push(...guest(context, say, other))
  return joined(parts)
}

/** A type that stands with another one. */
function guest({ words }, say, type) {
  const parts = [`## ${type.name} {#${type.name}}`, described(type.description)]
  if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`${type.name} has no fields to be told in a table.`)
  const rows = Object.values(type.getFields()).map((field) => say.row(field))
  return [...parts, table([words.field, words.type, words.meaning], rows)]
}

function relations({ schema, words }, say, type) {
  const parts = []
  if ((isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().length > 0)
    parts.push(`${words.implements}: ${say.types(type.getInterfaces())}`)
  if (isInterfaceType(type)) parts.push(`${words.implementedBy}: ${say.types(schema.getPossibleTypes(type))}`)
  if (isUnionType(type)) parts.push(`${words.members}: ${say.types(type.getTypes())}`)
  return parts
}

const mostUses = 24

/** What names types: all pages but the lists lie one folder below the reference. */
function speaker({ words, placeOf }) {
  const link = (label, [page, anchor]) => `<a href="../${page}${anchor === '' ? '' : `#${anchor}`}">${label}</a>`
  const typed = (type) => typeLink(type, (label, name) => link(label, placeOf(name)))
  const row = (item) =>
    `| ${code(item.name)} | ${typed(item.type)}${extras(words, item)} | ${deprecation(words, item, ' ')}${described(item.description)} |`
  return {
    type: typed,
    types: (types) => types.map((type) => `<code>${link(type.name, placeOf(type.name))}</code>`).join(words.and),
    row,
    argumentTable: (args) => table([words.argument, words.type, words.meaning], args.map(row)),
    usedBy: (places) => {
      const shown = places.slice(0, mostUses).map(({ label, type, field, kind }) => {
        const [page, anchor] = kind === undefined ? placeOf(type) : [`${kind}/${field}`, '']
        return `<code>${link(label, [page, anchor === '' && kind === undefined ? field : anchor])}</code>`
      })
      const left = places.length - shown.length
      return shown.join(words.and) + (left > 0 ? ` ${words.more(left)}` : '')
    },
  }
}

function table(heads, rows) {
  return [`| ${heads.join(' | ')} |`, `|${heads.map(() => '---|').join('')}`, ...rows].join('\n')
}

function extras(words, { defaultValue, type }) {
  return defaultValue === undefined ? '' : ` <span class="default">${words.default} ${code(print(astFromValue(defaultValue, type)))}</span>`
}

function heading(level, name, description) {
  const chinese = term(description)
  return `${'#'.repeat(level)} ${name}${chinese === undefined ? '' : ` ${described(chinese)}`}${level === 1 ? '' : ` {#${name}}`}`
}

function kindLine(kind, words, item) {
  return [`<p class="kind">${kind}</p>`, deprecation(words, item)].filter(Boolean).join('\n\n')
}

function deprecation(words, { deprecationReason }, end = '') {
  return deprecationReason == null ? '' : `<span class="deprecated">${words.deprecated}</span> ${described(deprecationReason)}${end}`
}

function joined(parts) {
  return `${parts.filter(Boolean).join('\n\n')}\n`
}
