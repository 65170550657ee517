import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { type Mapping } from './mapping/column-mapping.ts'
import { mappedRows } from './mapping/mapped-row.ts'
import { type Table, tableOf } from './mapping/table.ts'
import { type ImportTarget, type RowResult } from './import-target.ts'
import { readSourceFile } from './table/source-file.ts'

export type ImportTargetName = 'ORGANIZATIONS' | 'ROSTER'

/** What a file comes down to before anybody decides anything. */
export interface ImportPlan {
  readonly target: ImportTargetName
  readonly table: Table
  readonly mapping: Mapping
}

/** How a plan is carried out. */
export interface Execution {
  /** REHEARSE does everything that APPLY does, and rolls it back. */
  readonly mode: 'REHEARSE' | 'APPLY'
  /** Batches that were applied already, when an import that broke off goes on. */
  readonly skip?: number
  /** Called at the end of each batch, inside its transaction; never in a rehearsal. */
  readonly record?: (tx: Transaction, results: readonly RowResult[]) => Promise<void>
}

/** Takes files into the register: the same steps for a preview, an import through the API, the command line and the demo bureau. */
export class Importer {
  constructor(
    private readonly writer: Writer,
    private readonly today: () => Promise<string>,
    private readonly targets: Readonly<Record<ImportTargetName, ImportTarget>>,
  ) {}

  target(name: ImportTargetName): ImportTarget {
    return this.targets[name]
  }

  /** Reads a file and finds its table. @throws UnreadableFile */
  async read(target: ImportTargetName, bytes: Uint8Array): Promise<Table> {
    return tableOf(await readSourceFile(bytes), this.target(target).fields)
  }

  /** Carries a plan out, batch by batch, each in a transaction of its own. The results come in the order of the file. */
  async execute(actor: Actor, { target: name, table, mapping }: ImportPlan, { mode, skip = 0, record }: Execution): Promise<RowResult[]> {
    const target = this.target(name)
    const batches = target.batches(mappedRows(table, mapping, target.fields), await this.today())
    const results: RowResult[] = []
    for (const batch of batches.slice(skip)) {
      const work = mode === 'REHEARSE' ? this.writer.rehearse(actor, target.action, (tx) => batch.write(tx)) : this.apply(actor, target, batch, record)
      for (const result of await work) results.push(result)
    }
    return results.sort((one, other) => one.line - other.line)
  }

  private async apply(actor: Actor, { action }: ImportTarget, batch: ReturnType<ImportTarget['batches']>[number], record: Execution['record']): Promise<RowResult[]> {
    const { results } = await this.writer.write(actor, action, {}, async (tx) => {
      const results = await batch.write(tx)
      await record?.(tx, results)
      return { results, userErrors: [] }
    })
    return results
  }
}
