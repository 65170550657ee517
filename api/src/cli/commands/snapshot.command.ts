import { readFile } from 'node:fs/promises'
import { type Command } from 'commander'
import { fileFaults, isSnapshotFile, type SnapshotFile, snapshotKey } from '../../modules/reports/index.ts'
import { readConfig } from '../../platform/config/config.ts'
import { secretKeyProvider } from '../../platform/crypto/key-provider.ts'
import { loadSecret } from '../../platform/crypto/secret-file.ts'
import { PublicKey } from '../../platform/crypto/signing-key.ts'
import { CommandProblem, type Terminal } from '../terminal.ts'

/** `qizhi snapshot verify FILE`, `qizhi snapshot key`: neither needs the database. */
export function snapshotCommand(program: Command, terminal: Terminal): void {
  const snapshot = program.command('snapshot').description('报表快照 snapshots of reports')
  snapshot
    .command('key')
    .description('显示签名公钥（PEM），供他人离线校验 print the public key that others prove signatures with')
    .action(async () => terminal.line((await installedKey()).pem.trim()))
  snapshot
    .command('verify <file>')
    .description('校验下载的快照文件（JSON），不需要数据库 prove a downloaded snapshot (JSON), without a database')
    .option(
      '--key <key>',
      '可信公钥：PEM 文件，或 base64；不写则用本机密钥 the trusted key: a PEM file or base64; that of this installation when absent',
    )
    .action(async (path: string, { key }: { readonly key?: string }) => {
      const file = await readSnapshot(path)
      const trusted = key === undefined ? await installedKey() : await givenKey(key)
      const faults = fileFaults(file, trusted)
      const { header, digest } = file
      if (faults.length > 0)
        throw new CommandProblem({
          zh: `校验不通过：${faults.map((fault) => words[fault].zh).join('、')}`,
          en: `It does not hold: ${faults.map((fault) => words[fault].en).join(', ')}`,
        })
      terminal.line(terminal.say({ zh: '校验通过', en: 'It holds' }))
      terminal.line(`${header.report.name}\t${header.report.code} v${header.report.version}\t${header.takenAt}\t${header.takenBy.name}`)
      terminal.line(`SHA-256\t${digest}`)
      terminal.line(`Ed25519\t${trusted.id}`)
    })
}

const words: Readonly<Record<ReturnType<typeof fileFaults>[number], { readonly zh: string; readonly en: string }>> = {
  FIGURES: { zh: '数据被改动', en: 'the figures were changed' },
  FACTS: { zh: '台账留存被改动', en: 'the rows behind them were changed' },
  ORGANIZATIONS: { zh: '统计范围被改动', en: 'the organisations were changed' },
  HEADER: { zh: '快照信息被改动', en: 'the header was changed' },
  SIGNATURE: { zh: '签名不符', en: 'the signature is not of it' },
  OTHER_KEY: { zh: '签名所用的不是这个密钥', en: 'it was signed with another key' },
}

async function installedKey(): Promise<PublicKey> {
  return snapshotKey(secretKeyProvider(await loadSecret(readConfig()))).public
}

async function givenKey(key: string): Promise<PublicKey> {
  try {
    return PublicKey.of(/^[A-Za-z0-9+/]{43}=$/.test(key) ? key : await readFile(key, 'utf8'))
  } catch {
    throw new CommandProblem({ zh: `不是 Ed25519 公钥：${key}`, en: `This is no Ed25519 public key: ${key}` })
  }
}

async function readSnapshot(path: string): Promise<SnapshotFile> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    throw new CommandProblem({ zh: `读不到文件：${path}`, en: `The file cannot be read: ${path}` })
  }
  try {
    const file: unknown = JSON.parse(text)
    if (isSnapshotFile(file)) return file
  } catch {
    // said below
  }
  throw new CommandProblem({ zh: `不是报表快照文件：${path}`, en: `This is no snapshot of a report: ${path}` })
}
