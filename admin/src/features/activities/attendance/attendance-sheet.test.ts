import { describe, expect, test } from '@jest/globals'
import { type AttendanceStatus } from '#gql'
import { countsOf, marked, markedAll, noMarks, reconciled, type SheetRow, statusOf, statusOfKey, unsaid } from './attendance-sheet.ts'
import { matchNames, namesIn } from './pasted-names.ts'

function aRow(name: string, more: Partial<SheetRow> = {}): SheetRow {
  return { memberId: name, name, expected: true, exclusionReason: null, status: null, ...more }
}

describe('the attendance sheet', () => {
  const zhang = aRow('张三')
  const li = aRow('李四', { status: 'LEAVE' })
  const wang = aRow('王五')
  const guest = aRow('赵六', { expected: false, status: 'OBSERVER' })
  const rows = [zhang, li, wang, guest]

  test('a mark stands until it says what is recorded anyway', () => {
    const marks = marked(noMarks, li, 'PRESENT')
    expect(statusOf(li, marks)).toBe('PRESENT')
    expect(marked(marks, li, 'LEAVE').size).toBe(0)
    expect(noMarks.size).toBe(0)
  })

  test('a record can be taken back', () => {
    expect(statusOf(li, marked(noMarks, li, null))).toBeNull()
    expect([...marked(noMarks, li, null)]).toEqual([['李四', null]])
    expect(marked(marked(noMarks, zhang, 'PRESENT'), zhang, null).size).toBe(0)
  })

  test('who is not expected is there, or is not on the sheet', () => {
    expect(marked(noMarks, guest, 'ABSENT')).toBe(noMarks)
    expect(statusOf(guest, marked(noMarks, guest, 'PRESENT'))).toBe('PRESENT')
  })

  test('all present means those of whom nothing is said, and nobody else', () => {
    const marks = markedAll(noMarks, unsaid(rows, noMarks), 'PRESENT')
    expect([...marks]).toEqual([
      ['张三', 'PRESENT'],
      ['王五', 'PRESENT'],
    ])
    expect(statusOf(li, marks)).toBe('LEAVE')
    expect(statusOf(guest, marks)).toBe('OBSERVER')
  })

  test('counts as it goes: guests are in the presence, not in the rate', () => {
    expect(countsOf(rows, noMarks)).toEqual({ expected: 3, present: 0, leave: 1, absent: 0, observer: 1, unsaid: 2, rate: 0 })
    const marks = new Map<string, AttendanceStatus>([
      ['张三', 'PRESENT'],
      ['王五', 'ABSENT'],
      ['赵六', 'PRESENT'],
    ])
    expect(countsOf(rows, marks)).toEqual({ expected: 3, present: 2, leave: 1, absent: 1, observer: 0, unsaid: 0, rate: 3333 })
  })

  test('has no rate where nobody is expected, and rounds halves up', () => {
    expect(countsOf([guest], noMarks).rate).toBeNull()
    const seven = Array.from({ length: 7 }, (_, index) => aRow(`m${index}`, index < 2 ? { status: 'PRESENT' } : {}))
    expect(countsOf(seven, noMarks).rate).toBe(2857)
  })

  test('after somebody else saved, what both said is settled and what differs is to be chosen', () => {
    const marks = markedAll(noMarks, [zhang, wang], 'PRESENT')
    const now = [aRow('张三', { status: 'PRESENT' }), li, aRow('王五', { status: 'LEAVE' }), guest]
    const { marks: left, differing } = reconciled(rows, now, marked(marks, li, 'PRESENT'))
    expect([...left]).toEqual([
      ['王五', 'PRESENT'],
      ['李四', 'PRESENT'],
    ])
    expect(differing.map(({ row, mine }) => [row.name, row.status, mine])).toEqual([['王五', 'LEAVE', 'PRESENT']])
  })

  test('knows its keys in either case', () => {
    expect(['p', 'L', 'a', 'O', 'x'].map(statusOfKey)).toEqual(['PRESENT', 'LEAVE', 'ABSENT', 'OBSERVER', undefined])
  })
})

describe('pasted names', () => {
  test.each([
    ['one a line', '张三\n李四\r\n王五', ['张三', '李四', '王五']],
    ['a list with commas of all kinds', '张三、李四，王五;赵六', ['张三', '李四', '王五', '赵六']],
    ['two to four characters parted by spaces', '张三 李四　欧阳锋', ['张三', '李四', '欧阳锋']],
    ['a name of two characters written with a space', '张 三\n李四', ['张三', '李四']],
    ['numbered', '1. 张三\n2、李四\n（3）王五', ['张三', '李四', '王五']],
    ['the same name twice', '张三\n张三', ['张三']],
    ['names with a dot, however it was typed', '艾力.艾山、阿依•古丽', ['艾力·艾山', '阿依·古丽']],
    ['foreign names keep their spaces', 'John Smith\nMary Jones', ['John Smith', 'Mary Jones']],
    ['nothing', ' \n ', []],
  ])('%s', (_, text, names) => expect(namesIn(text)).toEqual(names))

  test('find the one person of that name; several of one name are left to choose from', () => {
    const rows = [aRow('张三'), aRow('张伟', { memberId: '1' }), aRow('张伟', { memberId: '2' }), aRow('艾力·艾山')]
    const match = matchNames(['张三', '张伟', '艾力·艾山', '钱七'], rows)
    expect(match.found.map(({ row }) => row.name)).toEqual(['张三', '艾力·艾山'])
    expect(match.several.map(({ name, rows: same }) => [name, same.length])).toEqual([['张伟', 2]])
    expect(match.unknown).toEqual(['钱七'])
  })
})
