import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { type Mapping } from './mapping/column-mapping.ts'
import { mappedRows } from './mapping/mapped-row.ts'
import { type Table, tableOf } from './mapping/table.ts'
import { type ImportTarget, type RowResult } from './import-target.ts'
import { type ImportTargetName } from './import.enums.ts'
import { readSourceFile } from './table/source-file.ts'

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
  /** Called at the end of each batch, inside its transaction, with the batch's number from 0; never in a rehearsal. */
  readonly record?: (tx: Transaction, batch: number, results: readonly RowResult[]) => Promise<void>
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
    for (const [number, batch] of batches.entries()) {
      if (number < skip) continue
      const step = async (tx: Transaction) => {
        const results = await batch.write(tx)
        if (mode === 'APPLY') await record?.(tx, number, results)
        return { results, userErrors: [] }
      }
      const done =
        mode === 'APPLY' ? await this.writer.write(actor, target.action, {}, step) : await this.writer.rehearse(actor, target.action, step)
      for (const result of done.results) results.push(result)
    }
    return results.sort((one, other) => one.line - other.line)
  }
}
