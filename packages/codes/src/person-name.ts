import { read, refuse, unread, type Reading, type Refusal } from './reading.ts'

/** Marks that people type for the middle dot of a name such as 艾力·艾山. */
const dotLookAlikes = /[•・‧･∙⋅●．]/gu

/** A full stop is a middle dot only between two Chinese characters: 艾力.艾山, but not John F. Smith. */
const dotBetweenHan = /(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu

const invisible = /[\u200B\u2060\uFEFF]/gu
/** Spaces only: a tab or a line break inside a name is a control character, and refused as one. */
const spaceBesideHan = /(?<=[\p{Script=Han}·])[ \u00A0\u3000]+(?=[\p{Script=Han}·])/gu

/** Letters of any script, marks, variation selectors, space, middle dot, apostrophes, hyphen and full stop. */
const strange = /[^\p{L}\p{M} ·'’\-.]/u

/** The columns of the register hold this many characters. */
const longestName = 64

/**
 * Reads a person's name: without spaces around it or between Chinese characters, with · for every mark that means it.
 * Rare characters beyond the basic plane are names like any other; formulas and control characters are not names.
 */
export function readPersonName(text: string): Reading<string> {
  const name = normalise(text)
  const refusal = check(name)
  return refusal ? unread(refusal) : read(name, text, name)
}

function normalise(text: string): string {
  return text
    .normalize('NFC')
    .replace(invisible, '')
    .trim()
    .replace(dotLookAlikes, '·')
    .replace(dotBetweenHan, '·')
    .replace(spaceBesideHan, '')
    .replace(/[ \u00A0\u3000]+/gu, ' ')
}

function check(name: string): Refusal | undefined {
  const formula = /^[=+\-@＝＋－＠]/u.exec(name)
  if (formula) return refuse('name.formula', { character: formula[0] })
  if (!/[\p{L}\p{Co}]/u.test(name)) return name === '' ? refuse('name.empty') : refuse('name.character', { character: firstOf(name) })

  const control = /[\p{Cc}\p{Cf}\u2028\u2029]/u.exec(name)
  if (control) return refuse('name.control', { codePoint: codePointOf(control[0]) })
  const privateUse = /\p{Co}/u.exec(name)
  if (privateUse) return refuse('name.private-use', { codePoint: codePointOf(privateUse[0]) })
  const stranger = strange.exec(name)
  if (stranger) return refuse('name.character', { character: stranger[0] })

  const length = Array.from(name).length
  return length > longestName ? refuse('name.too-long', { limit: longestName, length }) : undefined
}

function firstOf(text: string): string {
  return Array.from(text)[0] ?? ''
}

function codePointOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
