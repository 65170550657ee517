/**
 * Stands in for `@ctrl/tinycolor` in the build: Element Plus mixes with it the shades of a button that names a colour of its own, and
 * ours take theirs from the theme's tokens.
 */
export class TinyColor {
  constructor(colour: unknown) {
    throw new Error(`Colours come from app/theme/tokens.css, not from a button: ${String(colour)}`)
  }
}
