import { existsSync, renameSync, statSync } from 'node:fs'

/** Keeps one older log: a file that has grown large becomes `<name>.1`. Returns the path, for opening it. */
export function moveLargeFileAside(path: string): string {
  if (existsSync(path) && statSync(path).size > largest) renameSync(path, `${path}.1`)
  return path
}

/** In bytes. */
const largest = 16 * 1024 * 1024
