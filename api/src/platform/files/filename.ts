/** Cannot be in the name of a file somewhere, or hide what the name is. */
const harmful = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}<>:"|?*\\/]/gu

const longest = 150

/**
 * A harmless name with the extension of what the file really is: no path, no invisible characters, no hidden file, and nothing that ends in
 * another type than it has.
 */
export function harmlessFilename(given: string, extensions: readonly string[]): string {
  const base = given.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = base
    .replace(harmful, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const extension = /\.([a-z\d]{1,8})$/i.exec(clean)?.[1]?.toLowerCase()
  const fits = extension !== undefined && extensions.includes(extension)
  const kept = fits ? extension : extensions[0]!
  const stem = fits ? clean.slice(0, -(extension.length + 1)) : clean
  return `${[...stem].slice(0, longest).join('') || 'file'}.${kept}`
}
