/** How wide a text is in half-width characters: Chinese ones take two. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += character.codePointAt(0)! > 0x2e7f ? 2 : 1
  return width
}
