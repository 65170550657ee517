import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** A person as the HR office knows him. */
export interface Employee {
  readonly staffNumber: string
  readonly name: string
  /** Only of those whom it has hired itself: of the others the register tells it no more than a mask. */
  readonly nationalId?: string
  readonly unit: string
  readonly post: string
  readonly phone?: string
  readonly status: 'ACTIVE' | 'LEFT' | 'RETIRED'
  /** Rises with every change. */
  readonly version: number
  /** Whether Qizhi has not been told yet. */
  readonly changed: boolean
}

/** A person as the register had him when it was last heard. */
export interface Copied {
  readonly version: number
  readonly staffNumber: string | null
  readonly name: string
  readonly unit: string | null
  readonly post: string | null
  readonly status: string
}

/** Everything that the HR system keeps: its own records, the copy of the register, and how far it has heard. */
export interface HrData {
  readonly employees: Record<string, Employee>
  readonly copy: Record<string, Copied>
  cursor: string | null
}

/** The HR system's own store: a file, replaced as a whole. */
export class HrStore {
  readonly data: HrData

  constructor(private readonly file: string) {
    this.data = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as HrData) : { employees: {}, copy: {}, cursor: null }
  }

  save(): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(this.data))
    renameSync(`${this.file}.new`, this.file)
  }

  /** Changes an employee, or enters a new one; Qizhi is to be told. */
  change(staffNumber: string, changes: Partial<Employee>): void {
    const before = this.data.employees[staffNumber]
    const blank = { staffNumber, name: '', unit: '', post: '', status: 'ACTIVE' as const, version: 0 }
    this.data.employees[staffNumber] = { ...(before ?? blank), ...changes, version: (before?.version ?? 0) + 1, changed: true }
    this.save()
  }
}
