/** A text in the two languages of the product. Placeholders stand in braces: `{has}`. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Language = keyof Text

/** The names that stand in braces in a template, as a union: `'{has} of {needs}'` gives `'has' | 'needs'`. */
export type Placeholders<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

/** Puts values in the place of `{name}`; a placeholder without a value stays visible, so that a gap is never silent. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => (values[name] === undefined ? placeholder : String(values[name])))
}

/** Full-width letters, digits and signs (Ａ１＋) as their ordinary forms, and the ideographic space as a space. */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')
}

/** Without any white space or invisible joiner, wherever it stands. */
export function withoutSpaces(text: string): string {
  return text.replace(/[\s\u200B\u2060]/g, '')
}
