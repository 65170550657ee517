/**
 * How many keys the objects of a JSON text have, all together; undefined when one is null that must not be. The text is valid, and its keys are
 * GraphQL names: nothing but a key ends in a word's character, a quotation mark and, perhaps after a space, a colon.
 */
export function keysOf(json: string, nullable: ReadonlySet<string>): number | undefined {
  let keys = 0
  for (let colon = json.indexOf(':'); colon !== -1; colon = json.indexOf(':', colon + 1)) {
    const end = json.charCodeAt(colon - 1) === space ? colon - 2 : colon - 1
    if (json.charCodeAt(end) !== quote || !isWordCharacter(json.charCodeAt(end - 1))) continue
    keys += 1
    const value = json.charCodeAt(colon + 1) === space ? colon + 2 : colon + 1
    // of all that a value may be, only null begins like this
    if (json.charCodeAt(value) === n && !nullable.has(json.slice(json.lastIndexOf('"', end - 1) + 1, end))) return undefined
  }
  return keys
}

const [space, quote, n] = [32, 34, 110]

function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
}
