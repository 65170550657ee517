import { type Sql } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { escapeLike } from '../organizations/index.ts'

/**
 * The predicate "this person is meant by the text". Beginnings are compared as ranges of their indexes, which stay usable in prepared
 * statements and know no wildcards; the inside of a name is searched by trigrams, so from three characters on.
 */
export function namedLike(t: string, q: Statement, text: string): Sql {
  const wanted = text.normalize('NFC')
  if (/^m\d+$/i.test(wanted)) return codeBegins(t, q, wanted.toUpperCase())
  if (!findsFew(wanted)) return begins(`${t}.pinyin`, q, wanted.toLowerCase(), 'C')
  const ways = [begins(`${t}.name`, q, wanted, 'text_pattern')]
  if (Array.from(wanted).length >= shortestInfix) ways.push(`${t}.name LIKE ${q.param(`%${escapeLike(wanted)}%`)}`)
  const sounds = /^[a-zü\s'’-]+$/i.test(wanted) ? wanted.toLowerCase().replaceAll('ü', 'v').replace(/[^a-z]/g, '') : ''
  if (sounds !== '') ways.push(begins(`${t}.pinyin`, q, sounds, 'C'), begins(`${t}.initials`, q, sounds, 'text_pattern'))
  return `(${ways.join(' OR ')})`
}

/** Whether a text finds few enough to be sorted; a single letter is the beginning of the list's own order. */
export function findsFew(text: string): boolean {
  return !/^[a-z]$/i.test(text)
}

/** Trigrams need three characters. */
const shortestInfix = 3

/** The last of all characters: whatever begins with a text sorts before the text with this behind it. */
const last = '\u{10FFFF}'

function begins(columnSql: Sql, q: Statement, text: string, order: 'text_pattern' | 'C'): Sql {
  const [from, to] = order === 'C' ? ['>=', '<'] : ['~>=~', '~<~']
  return `(${columnSql} ${from} ${q.param(text)} AND ${columnSql} ${to} ${q.param(`${text}${last}`)})`
}

/** Codes are a letter and digits, so that every collation orders them alike. */
function codeBegins(t: string, q: Statement, code: string): Sql {
  return `(${t}.code >= ${q.param(code)} AND ${t}.code <= ${q.param(code + '9'.repeat(longestCode))})`
}

const longestCode = 12
