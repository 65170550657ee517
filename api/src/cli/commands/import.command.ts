import { readFile, writeFile } from 'node:fs/promises'
import { type Command } from 'commander'
import { type Core } from '../../core.ts'
import {
  guessMapping,
  type ImportTargetName,
  missingFields,
  rejectedCsv,
  type RowResult,
  tallyOf,
  UnreadableFile,
} from '../../modules/imports/index.ts'
import { systemViewer } from '../../platform/access/viewer.ts'
import { withCore } from '../opened-core.ts'
import { CommandProblem, type Terminal } from '../terminal.ts'

interface ImportOptions {
  readonly dryRun?: true
  readonly rejected?: true
  readonly quiet?: true
}

/** `qizhi import organizations FILE`, `qizhi import roster FILE` */
export function importCommand(program: Command, terminal: Terminal): void {
  const command = program.command('import').description('把文件导入登记簿 take a file into the register')
  const targets: readonly (readonly [string, ImportTargetName, string])[] = [
    ['organizations', 'ORGANIZATIONS', '组织：编码、类别、名称、层级、上级、领导党组织 organisations'],
    ['roster', 'ROSTER', '人员花名册 a roster of persons'],
  ]
  for (const [name, target, description] of targets) {
    command
      .command(`${name} <file>`)
      .description(description)
      .option('--dry-run', '只试行，不写入 rehearse only: nothing is written')
      .option(
        '--rejected',
        '把退回的行写到同一目录，改正后可再导入 write the rejected rows beside the file, to be mended and imported again',
      )
      .option('--quiet', '只列退回的行 list rejected rows only')
      .action((file: string, options: ImportOptions) => withCore((core) => run(core, terminal, target, file, options)))
  }
}

async function run(
  { modules, say }: Core,
  terminal: Terminal,
  target: ImportTargetName,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const { importer } = modules.imports
  const bytes = await readFile(file).catch(() => {
    throw new CommandProblem({ zh: `读不到文件：${file}`, en: `The file cannot be read: ${file}` })
  })
  const table = await importer.read(target, bytes).catch((error: unknown) => {
    if (!(error instanceof UnreadableFile)) throw error
    const text = say(terminal.language, `import.file.${error.reason}`, error.params)
    throw new CommandProblem({ zh: text, en: text })
  })
  const { fields } = importer.target(target)
  const mapping = guessMapping(table.headers, fields)
  const missing = missingFields(mapping, fields)
  if (missing.length > 0) {
    throw new CommandProblem({
      zh: `找不到必需的列：${missing.map(({ label }) => label.zh).join('、')}。文件的表头是：${table.headers.join('、')}`,
      en: `Required columns are missing: ${missing.map(({ label }) => label.en).join(', ')}. The header of the file is: ${table.headers.join(', ')}`,
    })
  }
  const results = await importer.execute(
    { viewer: systemViewer, requestId: null, address: null },
    { target, table, mapping },
    { mode: options.dryRun ? 'REHEARSE' : 'APPLY' },
  )
  report(terminal, results, options)

  const rejected = results.filter(({ outcome }) => outcome === 'REJECTED')
  if (rejected.length === 0) return
  if (options.rejected) {
    const path = `${file.replace(/\.(csv|txt|tsv|xlsx)$/i, '')}.rejected.csv`
    await writeFile(path, rejectedCsv(table, rejected, terminal.language === 'en' ? 'en' : 'zh'), { mode: 0o600 })
    terminal.line(terminal.say({ zh: `退回的行已写入 ${path}`, en: `The rejected rows were written to ${path}` }))
  }
  process.exitCode = 2
}

function report(terminal: Terminal, results: readonly RowResult[], { dryRun, quiet }: ImportOptions): void {
  for (const { line, label, outcome, findings } of results) {
    if (findings.length === 0 || (quiet && outcome !== 'REJECTED')) continue
    terminal.line(`${line}\t${outcome}\t${label}`)
    for (const finding of findings) {
      const text = terminal.language === 'en' ? finding.en : finding.zh
      terminal.line(`\t${finding.severity}\t${finding.code}\t${finding.column === null ? '' : `${finding.column}：`}${text}`)
    }
  }
  const counts = tallyOf(results, results.length)
  terminal.line(
    terminal.say({
      zh: `${dryRun ? '试行（没有写入）：' : ''}共 ${counts.total} 行，新增 ${counts.created}，更新 ${counts.updated}，无变化 ${counts.unchanged}，退回 ${counts.rejected}；已修正 ${counts.repaired} 行，提示 ${counts.warnings} 行`,
      en: `${dryRun ? 'Rehearsal, nothing was written: ' : ''}${counts.total} rows, ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.rejected} rejected; ${counts.repaired} with repairs, ${counts.warnings} with warnings`,
    }),
  )
}
