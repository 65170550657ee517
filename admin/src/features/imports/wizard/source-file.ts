/** Why a file is not even sent; label keys below `imports.file`. */
export type FileProblem = 'wrongKind' | 'tooLarge' | 'onlyOne'

export const acceptedFiles = '.csv,.xlsx'
const largest = 20 * 1024 * 1024

/** Looks at what was dropped or chosen, before it travels; the server looks inside. */
export function problemOfFiles(files: readonly { readonly name: string; readonly size: number }[]): FileProblem | undefined {
  const [file, ...others] = files
  if (others.length > 0) return 'onlyOne'
  if (file === undefined || !/\.(csv|xlsx)$/i.test(file.name)) return 'wrongKind'
  return file.size > largest ? 'tooLarge' : undefined
}
