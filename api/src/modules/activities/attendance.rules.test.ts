import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { tally } from './attendance-counts.ts'
import { type Listed, type RecordedList, recordedList } from './attendance.rules.ts'
import { type AttendanceStatus } from './activity.enums.ts'

const row = (memberId: string, options: Partial<Listed> = {}): Listed => ({ memberId, memberName: memberId, expected: true, excluded: false, status: null, ...options })
const guest = (memberId: string, status: AttendanceStatus = 'PRESENT') => row(memberId, { expected: false, status })
const nobody = new Set<string>()

function done(...parameters: Parameters<typeof recordedList>): RecordedList {
  const recorded = recordedList(...parameters)
  if ('errors' in recorded) throw new Error(JSON.stringify(recorded.errors))
  return recorded
}

function fields(...parameters: Parameters<typeof recordedList>): unknown {
  const recorded = recordedList(...parameters)
  return 'errors' in recorded ? recorded.errors.map(({ code, field }) => [code, field?.join('.')]) : []
}

describe('recording a list', () => {
  it('changes what is entered, and leaves the others', () => {
    const listed = [row('a'), row('b', { status: 'PRESENT' }), row('c')]
    expect(done(listed, [{ memberId: 'a', status: 'LEAVE' }, { memberId: 'b', status: 'PRESENT' }], null, nobody)).toEqual({ changes: [{ memberId: 'a', status: 'LEAVE' }], leaving: [] })
  })

  it('fills in those expected who have no entry, whatever they had', () => {
    const listed = [row('a'), row('b', { status: 'ABSENT' }), row('c', { status: 'PRESENT' }), row('x', { expected: false, excluded: true }), guest('g')]
    expect(done(listed, [{ memberId: 'a', status: 'LEAVE' }], 'PRESENT', nobody).changes).toEqual([{ memberId: 'a', status: 'LEAVE' }, { memberId: 'b', status: 'PRESENT' }])
  })

  it('takes a record back: an expected person is open again, a guest leaves', () => {
    const listed = [row('a', { status: 'PRESENT' }), row('x', { expected: false, excluded: true, status: 'OBSERVER' }), guest('g')]
    const entries = ['a', 'x', 'g'].map((memberId) => ({ memberId, status: null }))
    expect(done(listed, entries, 'PRESENT', nobody)).toEqual({ changes: [{ memberId: 'a', status: null }, { memberId: 'x', status: null }], leaving: ['g'] })
  })

  it.each(['PRESENT', 'OBSERVER'] as const)('lets whoever is in scope, or excluded, be there as %s', (status) => {
    const entries = ['new', 'x'].map((memberId) => ({ memberId, status }))
    expect(done([row('x', { expected: false, excluded: true })], entries, null, new Set(['new'])).changes).toEqual(entries)
  })

  it.each(['LEAVE', 'ABSENT'] as const)('refuses %s of those who are not expected', (status) => {
    const entries = ['new', 'x', 'g'].map((memberId) => ({ memberId, status }))
    const listed = [row('x', { expected: false, excluded: true }), guest('g')]
    expect(fields(listed, entries, null, new Set(['new']))).toEqual([0, 1, 2].map((at) => ['INVALID', `entries.${at}.status`]))
  })

  it('says every entry that cannot be', () => {
    const entries = [
      { memberId: 'a', status: 'PRESENT' as const },
      { memberId: 'unknown', status: 'PRESENT' as const },
      { memberId: 'a', status: 'ABSENT' as const },
      { memberId: 'new', status: null },
    ]
    expect(fields([row('a')], entries, null, new Set(['new']))).toEqual([
      ['INVALID', 'entries.2.memberId'],
      ['NOT_FOUND', 'entries.1.memberId'],
      ['NOT_FOUND', 'entries.3.memberId'],
    ])
  })

  it('is the same when it is recorded again', () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f']
    const status = fc.option(fc.constantFrom<AttendanceStatus>('PRESENT', 'OBSERVER'), { nil: null })
    const any = fc.option(fc.constantFrom<AttendanceStatus>('PRESENT', 'LEAVE', 'ABSENT', 'OBSERVER'), { nil: null })
    const list = fc.tuple(...people.slice(0, 4).map((memberId) => any.map((each) => row(memberId, { status: each }))))
    const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...people), status).map(([memberId, each]) => ({ memberId, status: each })), { selector: ({ memberId }) => memberId })
    fc.assert(
      fc.property(list, entries, any, (listed, given, others) => {
        const once = recordedList(listed, given, others, new Set(people))
        fc.pre(!('errors' in once))
        const after = applied(listed, once as RecordedList)
        const arrivals = given.filter(({ memberId, status: each }) => each !== null || listed.some((present) => present.memberId === memberId))
        expect(done(after, arrivals, others, new Set(people))).toEqual({ changes: [], leaving: [] })
        expect(tally(after).expected).toBe(tally(listed).expected)
      }),
    )
  })
})

function applied(listed: readonly Listed[], { changes, leaving }: RecordedList): Listed[] {
  const changed = new Map(changes.map(({ memberId, status }) => [memberId, status]))
  const stay = listed.filter(({ memberId }) => !leaving.includes(memberId)).map((each) => (changed.has(each.memberId) ? { ...each, status: changed.get(each.memberId)! } : each))
  const arriving = changes.filter(({ memberId }) => !listed.some((each) => each.memberId === memberId)).map(({ memberId, status }) => row(memberId, { expected: false, status }))
  return [...stay, ...arriving]
}
