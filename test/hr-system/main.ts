import { QizhiClient, type SyncMemberRow } from '@qizhi/client'
import { Bell } from './bell.ts'
import { type Employee, HrStore } from './data.ts'
import { obey, rehearse, sendFile, tell, type Told } from './office.ts'
import { isEqual, listen, takeIn } from './register.ts'

/** What can be asked of the HR system, and what it answers. */
export interface HrVerbs {
  /** Begins with what the register holds; how many persons are the office's own. */
  begin: () => Promise<number>
  /** Somebody in the office changes records. */
  change: (changes: Record<string, Partial<Employee>>) => Promise<void>
  tell: (runKey: string) => Promise<Told>
  sendFile: (rows: SyncMemberRow[], runKey: string) => Promise<Told>
  listen: () => Promise<string[]>
  obey: () => Promise<readonly string[]>
  rehearse: (runKey: string) => Promise<Told>
  isEqual: () => Promise<boolean>
  openBell: () => Promise<void>
  closeBell: () => Promise<void>
  heardBell: () => Promise<string[]>
  employee: (staffNumber: string) => Promise<Employee | undefined>
  /** Where own records and the copy of the register say different things, as `staffNumber field: own, copy`. */
  compare: () => Promise<string[]>
}

const { HR_URL = '', HR_KEY = '', HR_FILE = '' } = process.env
const client = new QizhiClient({ url: HR_URL, credentials: { key: HR_KEY } })
const store = new HrStore(HR_FILE)
const bell = new Bell(client)

const verbs: HrVerbs = {
  begin: async () => {
    await takeIn(client, store)
    for (const { staffNumber, name, unit, post, status } of Object.values(store.data.copy)) {
      if (staffNumber === null || unit === null) continue
      const employee = { staffNumber, name, unit, post: post ?? '', status: status as Employee['status'], version: 1, changed: false }
      store.data.employees[staffNumber] = employee
    }
    store.save()
    return Object.keys(store.data.employees).length
  },
  change: async (changes) => {
    for (const [staffNumber, change] of Object.entries(changes)) store.change(staffNumber, change)
  },
  tell: (runKey) => tell(client, store, runKey),
  sendFile: (rows, runKey) => sendFile(client, rows, runKey),
  listen: () => listen(client, store),
  obey: () => obey(client, store),
  rehearse: (runKey) => rehearse(client, store, runKey),
  isEqual: () => isEqual(client, store),
  openBell: () => bell.open(),
  closeBell: () => bell.close(),
  heardBell: async () => bell.heard(),
  employee: async (staffNumber) => store.data.employees[staffNumber],
  compare: async () => {
    const copies = new Map(Object.values(store.data.copy).map((copied) => [copied.staffNumber, copied]))
    return Object.values(store.data.employees).flatMap((own) => {
      const copied = copies.get(own.staffNumber)
      if (copied === undefined) return [`${own.staffNumber} is not on the register`]
      const both = {
        name: [own.name, copied.name],
        unit: [own.unit, copied.unit],
        post: [own.post, copied.post ?? ''],
        status: [own.status, copied.status],
      }
      return Object.entries(both).flatMap(([field, [ours, theirs]]) =>
        ours === theirs ? [] : [`${own.staffNumber} ${field}: ${ours}, ${theirs}`],
      )
    })
  },
}

process.on('message', ({ number, verb, args }: { number: number; verb: keyof HrVerbs; args: never[] }) => {
  const asked = (verbs[verb] as (...args: never[]) => Promise<unknown>)(...args)
  asked.then(
    (answer) => process.send!({ number, answer }),
    (error: unknown) => process.send!({ number, problem: error instanceof Error ? error.stack : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
