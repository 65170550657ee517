import { Length, Matches } from 'class-validator'

/** One line of text within these lengths: no control characters, and more than blanks where it must not be empty. */
export function Line(shortest: number, longest: number): PropertyDecorator {
  return (target, property) => {
    Length(shortest, longest)(target, property)
    Matches(/^\P{Cc}*$/u)(target, property)
    if (shortest > 0) Matches(/\S/)(target, property)
  }
}

/** Text of several lines: tabs and line breaks are its only control characters. It is never HTML, so nothing else is taken out of it. */
export function PlainText(longest: number): PropertyDecorator {
  return (target, property) => {
    Length(0, longest)(target, property)
    Matches(/^[\t\n\r\P{Cc}]*$/u)(target, property)
  }
}

/** What is kept of an optional text: nothing where there is nothing but blanks. */
export function tidy(text: string | null | undefined): string | null {
  return text?.trim() || null
}
