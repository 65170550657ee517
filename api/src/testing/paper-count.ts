import { Temporal } from '@js-temporal/polyfill'
import { ancestry, type PaperBureau, paperCategories, type PaperMember } from './paper-bureau.ts'

export interface PaperRequest {
  readonly source: 'ACTIVITIES' | 'MEMBERS' | 'MEMBERSHIP_CHANGES'
  readonly by: readonly string[]
  readonly depth: number
  readonly tree: 'NOW' | 'AS_IT_WAS'
  readonly asOf: string | null
  readonly compare: 'PREVIOUS_PERIOD' | 'SAME_PERIOD_LAST_YEAR' | null
  readonly filter: {
    readonly organization?: string
    readonly from?: string
    readonly to?: string
    readonly kinds?: readonly string[]
    readonly types?: readonly string[]
    readonly statuses?: readonly string[]
    readonly sexes?: readonly string[]
    readonly placeKinds?: readonly string[]
    readonly changes?: readonly string[]
  }
}

/** What a group comes to: sums, different persons, and what is behind it. */
export class PaperGroup {
  readonly sums: Record<string, number> = {}
  readonly persons = new Set<string>()
  readonly ledger = new Set<string>()

  add({ sums, persons, ledger }: PaperFact): void {
    this.take({ sums, persons, ledger: [ledger] })
  }

  /** What several groups come to together; who or what stands in several counts once, sums are added. */
  static of(groups: readonly PaperGroup[]): PaperGroup {
    const whole = new PaperGroup()
    for (const group of groups) whole.take(group)
    return whole
  }

  private take({
    sums,
    persons,
    ledger,
  }: {
    readonly sums: Readonly<Record<string, number>>
    readonly persons: Iterable<string>
    readonly ledger: Iterable<string>
  }): void {
    for (const [name, value] of Object.entries(sums)) this.sums[name] = (this.sums[name] ?? 0) + value
    for (const person of persons) this.persons.add(person)
    for (const row of ledger) this.ledger.add(row)
  }

  /** The measures by their names in the API. */
  measures(): Record<string, number | null> {
    const { count = 0, attendances = 0, expected = 0, expectedPresent = 0, joined = 0, left = 0 } = this.sums
    const attendanceRate = expected === 0 ? null : Math.floor((expectedPresent * 20000 + expected) / (2 * expected))
    return { count, attendances, attendanceRate, joined, left, net: joined - left, distinctMembers: this.persons.size }
  }
}

/** Both periods of a group. */
export interface PaperRow {
  readonly now: PaperGroup
  readonly before: PaperGroup
}

/** What several groups come to together. */
export function together(rows: readonly PaperRow[]): PaperRow {
  return { now: PaperGroup.of(rows.map(({ now }) => now)), before: PaperGroup.of(rows.map(({ before }) => before)) }
}

interface PaperFact {
  readonly organization: string
  readonly day: string
  readonly own: Readonly<Record<string, string | number | null>>
  readonly sums: Readonly<Record<string, number>>
  readonly persons: readonly string[]
  readonly ledger: string
}

/** Counts one fact after the other, as anybody would. `roots`: what the viewer may see; null = everything. */
export function paperCount(
  bureau: PaperBureau,
  request: PaperRequest,
  today: string,
  roots: readonly string[] | null,
): Map<string, PaperRow> {
  const rows = new Map<string, PaperRow>()
  const rowOf = (key: string) => rows.get(key) ?? rows.set(key, { now: new PaperGroup(), before: new PaperGroup() }).get(key)!
  if (request.by.length === 0) rowOf('')
  for (const side of request.compare === null ? (['now'] as const) : (['now', 'before'] as const)) {
    const shift = side === 'now' ? null : shiftOf(request)
    for (const fact of factsOf(bureau, request, today, shift, roots)) {
      const day = shift === null || request.source === 'MEMBERS' ? fact.day : Temporal.PlainDate.from(fact.day).add(shift).toString()
      if (request.source !== 'MEMBERS' && ((request.filter.from ?? day) > day || (request.filter.to ?? day) < day)) continue
      const place = placeOf(bureau, request, fact, today, roots)
      if (place === null) continue
      const values: Record<string, string | number | null> = { ...place, ...fact.own, ...timesOf(day) }
      rowOf(request.by.map((name) => String(values[name])).join('|'))[side].add(fact)
    }
  }
  return rows
}

function shiftOf({ source, filter, compare }: PaperRequest): Temporal.DurationLike {
  if (compare === 'SAME_PERIOD_LAST_YEAR' || source === 'MEMBERS') return { years: 1 }
  const [from, next] = [Temporal.PlainDate.from(filter.from!), Temporal.PlainDate.from(filter.to!).add({ days: 1 })]
  return from.day === 1 && next.day === 1
    ? { months: (next.year - from.year) * 12 + next.month - from.month }
    : { days: from.until(next).days }
}

function placeOf(bureau: PaperBureau, request: PaperRequest, fact: PaperFact, today: string, roots: readonly string[] | null) {
  const { organization, kinds, placeKinds } = request.filter
  const { kind, level } = bureau.organizations.find(({ code }) => code === fact.organization)!
  const wanted = request.source === 'MEMBERS' ? placeKinds : kinds
  if (wanted !== undefined && !wanted.includes(kind)) return null
  const day = request.tree === 'AS_IT_WAS' ? fact.day : (request.asOf ?? today)
  const line = ancestry(bureau, fact.organization, day)
  if (organization !== undefined && !line.includes(organization)) return null
  let top = organization === undefined ? 0 : line.indexOf(organization)
  if (roots !== null) {
    if (!ancestry(bureau, fact.organization, today).some((code) => roots.includes(code))) return null
    const isVisible = organization !== undefined && ancestry(bureau, organization, today).some((code) => roots.includes(code))
    if (!isVisible) top = line.findIndex((code) => roots.includes(code))
    if (top === -1) return null
  }
  const leads = [...line]
    .reverse()
    .flatMap((code) => bureau.leads.filter(({ led, from, to }) => led === code && from <= day && (to === null || day < to)))
  return { KIND: kind, LEVEL: level, ORGANIZATION: line[Math.min(line.length - 1, top + request.depth)]!, LED_BY: leads[0]?.leader ?? null }
}

function timesOf(day: string) {
  const date = Temporal.PlainDate.from(day)
  const { year, month, weekOfYear, yearOfWeek } = date
  return {
    DAY: day,
    WEEK: `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`,
    MONTH: day.slice(0, 7),
    QUARTER: `${year}-Q${Math.ceil(month / 3)}`,
    YEAR: year,
  }
}

function factsOf(
  bureau: PaperBureau,
  request: PaperRequest,
  today: string,
  shift: Temporal.DurationLike | null,
  roots: readonly string[] | null,
): PaperFact[] {
  if (request.source === 'ACTIVITIES') return activityFacts(bureau, request)
  if (request.source === 'MEMBERSHIP_CHANGES') return changeFacts(bureau, request)
  const day = request.asOf ?? today
  const isSeen = (organization: string) => roots === null || ancestry(bureau, organization, today).some((code) => roots.includes(code))
  return placeFacts(
    bureau,
    request,
    shift === null ? day : Temporal.PlainDate.from(day).subtract(shift).toString(),
    request.asOf === null && shift === null,
    isSeen,
  )
}

function activityFacts(bureau: PaperBureau, { filter }: PaperRequest): PaperFact[] {
  const statuses = filter.statuses ?? ['HELD', 'ARCHIVED']
  return bureau.activities.flatMap((activity, at) => {
    const { organization, type, day, status, expected, present, observers, persons } = activity
    if (!statuses.includes(status) || (filter.types !== undefined && !filter.types.includes(type))) return []
    const sums = { count: 1, attendances: present + observers, expected, expectedPresent: Math.min(expected, present) }
    return [{ organization, day, own: { TYPE: type, CATEGORY: paperCategories[type]!, STATUS: status }, sums, persons, ledger: `A${at}` }]
  })
}

function placeFacts(
  bureau: PaperBureau,
  { filter }: PaperRequest,
  day: string,
  isToday: boolean,
  isSeen: (organization: string) => boolean,
): PaperFact[] {
  const holds = (each: PaperBureau['memberships'][number]) => each.from <= day && (each.to === null || day < each.to)
  return bureau.members.flatMap((member) => {
    const held = bureau.memberships.filter((each) => each.member === member.code && holds(each))
    if (filter.sexes !== undefined && !filter.sexes.includes(member.sex)) return []
    if (
      (filter.kinds !== undefined || filter.statuses !== undefined) &&
      !held.some(
        ({ kind, status, organization }) =>
          isSeen(organization) && (filter.kinds ?? [kind]).includes(kind) && (filter.statuses ?? [status]).includes(status),
      )
    )
      return []
    const fact = (organization: string, status: string, joined: number | null): PaperFact => ({
      organization,
      day,
      own: {
        STATUS: status,
        YEAR_OF_JOINING: joined,
        EMPLOYMENT_STATUS: member.employmentStatus,
        EDUCATION: member.education,
        ...personOwn(member, day),
      },
      sums: { count: 1 },
      persons: [member.code],
      ledger: member.code,
    })
    const places = held.map(({ organization, status, kind }) => fact(organization, status, yearOfJoining(bureau, member.code, kind, day)))
    const works = member.unit !== null && (isToday || (member.employmentStarted ?? '') <= day)
    return works
      ? [
          ...places,
          fact(
            member.unit,
            member.employmentStatus,
            member.employmentStarted === null ? null : Number(member.employmentStarted.slice(0, 4)),
          ),
        ]
      : places
  })
}

function yearOfJoining(bureau: PaperBureau, member: string, kind: string, day: string): number | null {
  const full = bureau.memberships.filter(
    (each) =>
      each.member === member &&
      each.kind === kind &&
      each.from <= day &&
      ['PROBATIONARY', 'FULL', 'MEMBER', 'RETAINED'].includes(each.status),
  )
  const first = full.map(({ from }) => from).sort()[0]
  return first === undefined ? null : Number(first.slice(0, 4))
}

function changeFacts(bureau: PaperBureau, { filter }: PaperRequest): PaperFact[] {
  return bureau.memberships.flatMap((membership, at) => {
    const { member: code, kind, organization, status, from, to, ending } = membership
    const member = bureau.members.find((each) => each.code === code)!
    if (filter.sexes !== undefined && !filter.sexes.includes(member.sex)) return []
    if (filter.statuses !== undefined && !filter.statuses.includes(status)) return []
    const before = bureau.memberships.find((each) => each.member === code && each.kind === kind && each.to === from)
    const beginning =
      before?.ending === 'STATUS_CHANGED' ? 'STATUS_CHANGED' : before?.ending === 'TRANSFERRED_OUT' ? 'TRANSFERRED_IN' : 'JOINED'
    const happened = [
      { day: from, change: beginning },
      ...(to === null || ending === null || ending === 'STATUS_CHANGED' ? [] : [{ day: to, change: ending }]),
    ]
    return happened.flatMap(({ day, change }) => {
      if (filter.changes !== undefined && !filter.changes.includes(change)) return []
      const joined = Number(['JOINED', 'TRANSFERRED_IN'].includes(change))
      const sums = { count: 1, joined, left: change === 'STATUS_CHANGED' ? 0 : 1 - joined }
      return [
        { organization, day, own: { STATUS: status, CHANGE: change, ...personOwn(member, day) }, sums, persons: [code], ledger: `S${at}` },
      ]
    })
  })
}

function personOwn({ sex, birthDate }: PaperMember, day: string) {
  return { SEX: sex, AGE_BAND: birthDate === null ? null : bandOf(birthDate, day) }
}

function bandOf(birthDate: string, day: string): string {
  // the years that are complete: the birthday has come, or would have come on a day that this year has not
  const age = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0)
  if (age <= 30) return 'UP_TO_30'
  if (age > 60) return 'OVER_60'
  const first = Math.floor((age - 1) / 5) * 5 + 1
  return `FROM_${first}_TO_${first + 4}`
}
