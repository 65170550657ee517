import { readFileSync } from 'node:fs'
import { defineConfig } from 'rolldown'

/**
 * The programs as they are started: the two and a half thousand modules that they consist of, in a few files. Finding and reading them one by one
 * took as long as everything else that a start does.
 */
export default defineConfig({
  input: { main: 'dist/src/main.js', cli: 'dist/src/cli/main.js' },
  platform: 'node',
  external: [
    // native code, and what reads files beside its own
    '@node-rs/argon2',
    'graphile-worker',
    'pdfkit',
    // what TypeORM and pg look for where they are told to use it
    /^(@google-cloud\/spanner|@sap\/hana-client.*|better-sqlite3|expo-sqlite|hdb-pool|ioredis.*|mongodb|mssql|mysql2?|oracledb)$/,
    /^(pg-native|pg-query-stream|react-native-sqlite-storage|redis|sql\.js|sqlite3|typeorm-aurora-data-api-driver)$/,
  ],
  plugins: [{ name: 'ways-back', load: { filter: { id: /^[^\0].*\.[cm]?js$/ }, handler: withWayBack } }],
  output: {
    dir: 'dist/programs',
    // TypeORM and TypeGraphQL know a class by its name
    keepNames: true,
    sourcemap: true,
  },
})

/**
 * Our modules with the way back to what they were compiled from, which an error's stack takes; those of others with none, since Node reads all of it
 * at each start.
 *
 * @param {string} id
 */
function withWayBack(id) {
  const code = readFileSync(id, 'utf8')
  return { code, map: id.includes('node_modules') ? { mappings: '' } : readFileSync(`${id}.map`, 'utf8') }
}
