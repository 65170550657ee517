import { join } from 'node:path'
import pg from 'pg'
import { type DatabaseServer, startServer } from './server.ts'

/** The product's own database on the server that comes with it. */
export interface AppDatabase {
  readonly url: string
  /** Ends when the server does, whoever stopped it. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** Where below the product's data directory the server keeps its own. */
export function serverDirectory(dataDir: string): string {
  return join(dataDir, 'postgres')
}

/** Starts the server of the product's data directory, with the product's database on it. */
export async function openAppDatabase(dataDir: string): Promise<AppDatabase> {
  const server = await startServer(serverDirectory(dataDir))
  await createRoleAndDatabase(server)
  return { url: server.url('qizhi'), ended: server.ended, stop: () => server.stop() }
}

/** The product is no superuser of its database, here as little as on a server of the operator's; it makes the roles that BI tools come with. */
async function createRoleAndDatabase(server: DatabaseServer): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    const role = await client.query(`SELECT FROM pg_roles WHERE rolname = 'qizhi'`)
    if (role.rowCount === 0) await client.query('CREATE ROLE qizhi LOGIN')
    // also where the role is from a time before there were such roles
    await client.query('ALTER ROLE qizhi CREATEROLE')
    const database = await client.query(`SELECT FROM pg_database WHERE datname = 'qizhi'`)
    if (database.rowCount === 0) await client.query('CREATE DATABASE qizhi OWNER qizhi')
  } finally {
    await client.end()
  }
}
