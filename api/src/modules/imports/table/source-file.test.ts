import { describe, expect, test } from '@jest/globals'
import Excel from 'exceljs'
import iconv from 'iconv-lite'
import JSZip from 'jszip'
import { readSourceFile } from './source-file.ts'
import { type UnreadableReason } from './sheet.ts'

const roster = '工号,姓名,职务\r\nHR1,𠮷田桂,"馆员, 兼会计"\r\n\r\nHR2,艾力·艾山,"第一行\n第二行"\r\n'
const rosterRows = [
  { line: 1, cells: ['工号', '姓名', '职务'] },
  { line: 2, cells: ['HR1', '𠮷田桂', '馆员, 兼会计'] },
  { line: 4, cells: ['HR2', '艾力·艾山', '第一行\n第二行'] },
]

describe('reading delimited text', () => {
  test.each([
    ['UTF-8', Buffer.from(roster), 'UTF-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${roster}`), 'UTF-8'],
    ['GB18030', iconv.encode(roster, 'gb18030'), 'GB18030'],
    ['UTF-16', Buffer.from(`\uFEFF${roster}`, 'utf16le'), 'UTF-16LE'],
    ['tabs', Buffer.from(roster.replace(/,(?! )/g, '\t')), 'UTF-8'],
    ['semicolons', Buffer.from(roster.replace(/,(?! )/g, ';')), 'UTF-8'],
  ])('in %s', async (_name, bytes, encoding) => {
    const file = await readSourceFile(bytes)
    expect(file.encoding).toBe(encoding)
    expect(file.sheets[0]!.rows).toMatchObject(rosterRows)
  })

  test.each<[string, Uint8Array, UnreadableReason]>([
    ['an empty file', Buffer.of(), 'empty'],
    ['an .xls of the old kind', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'oldExcel'],
    ['a picture', Buffer.from('ffd8ffe000104a46', 'hex'), 'encoding'],
    ['a page that calls itself .xls', Buffer.from('<html><table></table></html>'), 'notATable'],
    ['zeros', Buffer.from('工号\0姓名'), 'notATable'],
    ['a quote that nobody closes', Buffer.from('工号,姓名\nHR1,"张三\nHR2,李四\n'), 'quotes'],
    ['too many rows', Buffer.from('工号\n' + '1\n'.repeat(20_001)), 'tooManyRows'],
    ['endless empty lines', Buffer.from('工号\n' + '\n'.repeat(2_000_000)), 'tooManyRows'],
    ['too many columns', Buffer.from('a,'.repeat(300) + 'a'), 'tooManyColumns'],
    ['an endless row', Buffer.from('a,'.repeat(2_000_000)), 'quotes'],
    ['an endless cell', Buffer.from('a'.repeat(3_000)), 'cellTooLong'],
    ['a damaged workbook', Buffer.from('504b0304ffffffff', 'hex'), 'damaged'],
  ])('refuses %s', async (_name, bytes, reason) => {
    await expect(readSourceFile(bytes)).rejects.toMatchObject({ reason })
  })
})

describe('reading a workbook', () => {
  test('shows each cell as its text, and tells what is odd', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['工号', '姓名', '出生日期', '身份证号', '手机', '工资', '职务'])
      sheet.addRow([
        'HR1',
        { richText: [{ text: '张' }, { text: '三' }] },
        new Date(Date.UTC(1985, 2, 12)),
        // a spreadsheet keeps fifteen digits of a number
        Number('119909199312102198'),
        19900148435,
        5001.370000000003,
        { formula: 'A2', result: '馆员' },
      ])
      sheet.addRow([
        'HR2',
        { text: '李四', hyperlink: 'http://x' },
        31123,
        '119909199312102198',
        { error: '#REF!' },
        0.1 + 0.2,
        { formula: '1/0', result: { error: '#DIV/0!' } },
      ])
    })
    const [sheet] = (await readSourceFile(bytes)).sheets
    expect(sheet!.rows.slice(1)).toEqual([
      {
        line: 2,
        cells: ['HR1', '张三', '1985-03-12', expect.stringMatching(/^1199091993121021/), '19900148435', '5001.37', '馆员'],
        oddities: new Map([
          [3, 'ROUNDED'],
          [6, 'FORMULA'],
        ]),
      },
      {
        line: 3,
        cells: ['HR2', '李四', '31123', '119909199312102198', '#REF!', '0.3', '#DIV/0!'],
        oddities: new Map([
          [4, 'ERROR'],
          [6, 'ERROR'],
        ]),
      },
    ])
  })

  test('gives every row that a merged cell covers its value', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRows([
        ['花名册', ''],
        ['科室', '姓名'],
        ['U1', '张三'],
        ['', '李四'],
        ['U2', '王五'],
      ])
      sheet.mergeCells('A1:B1')
      sheet.mergeCells('A3:A4')
    })
    const [sheet] = (await readSourceFile(bytes)).sheets
    expect(sheet!.rows.map(({ cells }) => cells)).toEqual([['花名册'], ['科室', '姓名'], ['U1', '张三'], ['U1', '李四'], ['U2', '王五']])
    expect(sheet!.rows[3]!.oddities).toEqual(new Map([[0, 'MERGED']]))
  })

  test('passes over a million empty rows, links to other files and hidden sheets', async () => {
    const bytes = await workbook((sheet, book) => {
      sheet.addRows([['工号'], ['HR1']])
      book.addWorksheet('藏', { state: 'hidden' }).addRow(['密'])
    })
    const empty = Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 3}" ht="15"><c r="A${at + 3}" s="1"/></row>`).join('')
    const hostile = await repacked(bytes, {
      'xl/worksheets/sheet1.xml': (xml) => xml.replace('</sheetData>', `${empty}</sheetData>`),
      'xl/workbook.xml': (xml) =>
        xml.replace('</workbook>', '<externalReferences><externalReference r:id="rId99"/></externalReferences></workbook>'),
      'xl/_rels/workbook.xml.rels': (xml) =>
        xml.replace(
          '</Relationships>',
          '<Relationship Id="rId99" Type="x/externalLink" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>',
        ),
    })
    const { sheets } = await readSourceFile(hostile)
    expect(sheets).toHaveLength(1)
    expect(sheets[0]!.rows).toMatchObject([{ cells: ['工号'] }, { line: 2, cells: ['HR1'] }])
  })

  test('stops at a bomb', async () => {
    const bomb = await repacked(await workbook((sheet) => sheet.addRow(['工号'])), {
      'xl/sharedStrings.xml': (xml) => xml.replace('</sst>', `<si><t>${'0'.repeat(70_000_000)}</t></si></sst>`),
    })
    expect(bomb.length).toBeLessThan(1_000_000)
    await expect(readSourceFile(bomb)).rejects.toMatchObject({ reason: 'tooLarge' })
  })

  test.each([
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
    ['entities of entities', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'],
  ])('refuses %s', async (_name, declaration) => {
    const hostile = await repacked(await workbook((sheet) => sheet.addRow(['工号'])), {
      'xl/sharedStrings.xml': (xml) => xml.replace('<sst', `${declaration}<sst`),
    })
    await expect(readSourceFile(hostile)).rejects.toMatchObject({ reason: 'damaged' })
  })
})

async function workbook(fill: (sheet: Excel.Worksheet, book: Excel.Workbook) => void): Promise<Buffer> {
  const book = new Excel.Workbook()
  fill(book.addWorksheet('名册'), book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function repacked(bytes: Buffer, changes: Record<string, (xml: string) => string>): Promise<Buffer> {
  const zip = await JSZip.loadAsync(bytes)
  for (const [part, change] of Object.entries(changes)) zip.file(part, change(await zip.file(part)!.async('string')))
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } })
}
