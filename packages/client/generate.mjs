import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  parse,
  specifiedRules,
  typeFromAST,
  validate,
} from 'graphql'

// Writes src/generated/operations.ts: the operations of src/operations as typed documents, with the inputs and enums that they name, from the printed
// schema. Does nothing where neither has changed.
const here = dirname(fileURLToPath(import.meta.url))
const schemaText = readFileSync(join(here, '../../api/schema.graphql'), 'utf8')
const folder = join(here, 'src/operations')
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'))
const own = readFileSync(fileURLToPath(import.meta.url), 'utf8')
const mark = `// ${createHash('sha256')
  .update([own, schemaText, ...texts].join('\0'))
  .digest('hex')}\n`
const target = join(here, 'src/generated/operations.ts')

if (!existsSync(target) || !readFileSync(target, 'utf8').startsWith(mark)) {
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, mark + generated())
}

function generated() {
  const schema = buildSchema(schemaText)
  const document = parse(texts.join('\n'))
  const problems = validate(schema, document, specifiedRules)
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  /** Inputs and enums that were named and are still to be written. */
  const named = new Map()
  const out = ["import { type TypedDocument } from '../document.ts'\n"]
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) throw new Error('Operations only: fragments would hide what is asked for.')
    const name = operation.name.value
    const root = schema.getRootType(operation.operation)
    const variables = (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => {
      const of = typeFromAST(schema, type)
      return `readonly ${variable.name.value}${isNonNullType(of) && defaultValue === undefined ? '' : '?'}: ${typeText(of)}`
    })
    out.push(`export interface ${name}Data ${selectionText(operation.selectionSet, root)}\n`)
    out.push(`export type ${name}Variables = { ${variables.join('; ')} }\n`)
    const text = operation.loc.source.body.slice(operation.loc.start, operation.loc.end)
    out.push(
      `export const ${name}: TypedDocument<${name}Data, ${name}Variables> = { text: ${JSON.stringify(text)}, again: ${JSON.stringify(againOf(operation))} }\n`,
    )
  }
  for (const [name, type] of named) out.push(declared(name, type))
  return out.join('\n')

  /** How an operation can be sent again when no answer came. */
  function againOf(operation) {
    if (operation.operation === 'query') return 'ALWAYS'
    const input = operation.variableDefinitions?.find(({ variable }) => variable.name.value === 'input')
    const fields = input === undefined ? {} : getNamedType(typeFromAST(schema, input.type)).getFields()
    return 'idempotencyKey' in fields ? 'BY_KEY' : 'batchKey' in fields ? 'ALWAYS' : 'NEVER'
  }

  /** The values of a selection. */
  function selectionText(set, type) {
    const fields = []
    const variants = []
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        variants.push(selectionText(selection.selectionSet, schema.getType(selection.typeCondition.name.value)))
        continue
      }
      const field = selection.name.value
      const slot = selection.alias?.value ?? field
      if (field === '__typename') {
        const names = isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]
        fields.push(`readonly ${slot}: ${names.map((name) => `'${name}'`).join(' | ')}`)
      } else fields.push(`readonly ${slot}: ${typeText(type.getFields()[field].type, selection.selectionSet)}`)
    }
    const shared = `{ ${fields.join('; ')} }`
    return variants.length === 0 ? shared : `${shared} & Partial<${variants.join(' & ')}>`
  }

  function typeText(type, set) {
    if (isNonNullType(type)) return presentText(type.ofType, set)
    return `${presentText(type, set)} | null`
  }

  function presentText(type, set) {
    if (isListType(type)) {
      const item = typeText(type.ofType, set)
      return `readonly ${/^[\w]+$/.test(item) ? item : `(${item})`}[]`
    }
    if (isScalarType(type)) return { Int: 'number', Float: 'number', Boolean: 'boolean' }[type.name] ?? 'string'
    if (isEnumType(type) || isInputObjectType(type)) {
      if (!named.has(type.name)) named.set(type.name, type)
      return type.name
    }
    return selectionText(set, getNamedType(type))
  }

  function declared(name, type) {
    if (isEnumType(type))
      return `export type ${name} = ${type
        .getValues()
        .map((value) => `'${value.name}'`)
        .join(' | ')}\n`
    const fields = Object.values(type.getFields()).map((field) => {
      const optional = !isNonNullType(field.type) || field.defaultValue !== undefined
      return `  /** ${field.description?.replaceAll('*/', '* /') ?? ''} */\n  readonly ${field.name}${optional ? '?' : ''}: ${typeText(field.type)}`
    })
    return `export interface ${name} {\n${fields.join('\n')}\n}\n`
  }
}
