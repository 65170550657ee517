import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type App, startApp } from '../support/app.ts'
import { cookieOf, sent } from '../support/client.ts'

/**
 * Exports of a whole register in each format, and how much memory the API takes meanwhile: a million members, `--quick` a hundred thousand. Memory
 * must not follow the number of rows.
 */
const rows = process.argv.includes('--quick') ? 100_000 : 1_000_000
const mostMebibytes = 300

const app = await startApp()
try {
  await fill(app.databaseUrl, rows)
  const cookie = await cookieOf(app)
  console.log(
    `\n| ${rows.toLocaleString('en-US')} members as | seconds | read, s | file, MiB | RSS before, MiB | RSS at most, MiB |\n|---|---|---|---|---|---|`,
  )
  for (const format of ['JSONL', 'CSV', 'XLSX']) {
    const { seconds, reading, size, before, most } = await measured(app, cookie, format)
    console.log(
      `| ${format} | ${seconds.toFixed(0)} | ${reading.toFixed(0)} | ${(size / 2 ** 20).toFixed(0)} | ${before.toFixed(0)} | ${most.toFixed(0)} |`,
    )
    if (most > mostMebibytes) process.exitCode = 1
  }
  if (process.exitCode === 1) console.error(`\nMemory is not flat: more than ${mostMebibytes} MiB.`)
} finally {
  await app.stop()
}

async function measured(product: App, cookie: string, format: string) {
  const before = residentMebibytes(product.pid)
  const began = performance.now()
  const asked = await sent(
    product,
    cookie,
    'mutation ($input: ExportMembersInput!) { exportMembers(input: $input) { export { id } userErrors { message } } }',
    { input: { format } },
  )
  const id: string = asked.exportMembers.export.id
  let most = before
  let reading = 0
  for (;;) {
    await pause(100)
    most = Math.max(most, residentMebibytes(product.pid))
    const { status, size, problem } = (await sent(product, cookie, 'query ($id: ID!) { export(id: $id) { status size problem } }', { id }))
      .export
    if (status === 'READING' || status === 'QUEUED') reading = (performance.now() - began) / 1000
    if (status === 'FAILED') throw new Error(`The export failed: ${problem}`)
    if (status !== 'READY') continue
    const seconds = (performance.now() - began) / 1000
    const link = await sent(product, cookie, 'mutation ($input: CreateExportLinkInput!) { createExportLink(input: $input) { url } }', {
      input: { id },
    })
    const received = await bytesOf(`${product.url}${link.createExportLink.url}`)
    if (received !== size) throw new Error(`${received} bytes of ${size} came.`)
    most = Math.max(most, residentMebibytes(product.pid))
    return { seconds, reading, size: size as number, before, most }
  }
}

async function bytesOf(url: string): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  let bytes = 0
  for await (const piece of response.body!) bytes += piece.length
  return bytes
}

function residentMebibytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
}

/** A branch and its members, without what triggers would add: who may read everything asks for nothing of it. */
async function fill(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const table of ['member', 'membership']) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
    const organization = await client.query<{ id: string; segment: string }>(
      `INSERT INTO organization (code, kind, level, name, established_on) VALUES ('P1', 'PARTY', 'COMMITTEE', '局党委', '2000-01-01') RETURNING id, segment`,
    )
    const { id, segment } = organization.rows[0]!
    await client.query(
      `INSERT INTO organization_placement (organization_id, kind, path, valid) VALUES ($1, 'PARTY', '/' || $2::text, '[2000-01-01,)')`,
      [id, segment],
    )
    await client.query(
      `INSERT INTO member (name, pinyin, sex, birth_date, ethnicity, education, national_id_masked, phone_masked, post)
     SELECT '测试人员' || n, 'ceshirenyuan' || n, CASE WHEN n % 2 = 0 THEN 'MALE' ELSE 'FEMALE' END, date '1960-01-01' + n % 15000, '01', '21', '110***********1234', '138****0000', '科员'
     FROM generate_series(1, $1::int) AS n`,
      [count],
    )
    await client.query(
      `INSERT INTO membership (member_id, kind, organization_id, status, valid) SELECT id, 'PARTY', $1, 'FULL', '[2016-01-01,)' FROM member`,
      [id],
    )
    for (const table of ['member', 'membership']) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}
