import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { crc32 } from 'node:zlib'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { aTestServer, type TestAnswer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const pdf = Buffer.from('%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n')

let server: TestServer
let browser: TestBrowser
beforeAll(async () => {
  server = await aTestServer()
  browser = await server.signedIn()
})
afterAll(() => server.close())

function upload(content: Buffer | string, filename: string, type = 'application/octet-stream', from = browser): Promise<TestAnswer> {
  const form = new FormData()
  form.set('file', new Blob([content], { type }), filename)
  return from.request('/files', { method: 'POST', headers: { 'x-qizhi-upload': '1' }, body: form })
}

async function stored(): Promise<string[]> {
  const entries = await readdir(join(server.app.platform.config.dataDir, 'files'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

describe('a file', () => {
  test('comes back as it was, as a download that no browser runs', async () => {
    const { status, body } = await upload(png, '合影 1.png')
    expect(status).toBe(201)
    expect(body).toEqual({ id: expect.any(String), filename: '合影 1.png', size: png.length, mediaType: 'image/png' })
    const response = await fetch(`${server.url}/files/${body.id}`, {
      headers: { cookie: `qizhi_session=${browser.cookies.get('qizhi_session')}` },
    })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(png.length),
      'content-disposition': `attachment; filename="__ 1.png"; filename*=UTF-8''%E5%90%88%E5%BD%B1%201.png`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  test('lies encrypted on the disk, under its id', async () => {
    const secret = '11010119900307123X,张三\n'
    const { body } = await upload(secret.repeat(10_000), '花名册.csv')
    const path = (await stored()).find((one) => one.endsWith(body.id))!
    expect((await readFile(path)).includes('11010119900307123X')).toBe(false)
    // fetch asks for compression, which the answer then has
    expect((await browser.request(`/files/${body.id}`)).text).toBe(secret.repeat(10_000))
  })

  test('that was changed on the disk is not given out', async () => {
    const { body } = await upload('text '.repeat(50_000), 'long.txt')
    const path = (await stored()).find((one) => one.endsWith(body.id))!
    const sealed = await readFile(path)
    const whole = sealed.length
    for (const damaged of [flipped(sealed, whole - 20), sealed.subarray(0, 66_000), sealed.subarray(0, whole - 1)]) {
      await writeFile(path, damaged)
      await expect(browser.request(`/files/${body.id}`)).rejects.toThrow()
    }
    await writeFile(path, sealed)
    expect((await browser.request(`/files/${body.id}`)).text).toHaveLength(250_000)
  })

  test('is taken for what it is, whatever it is called', async () => {
    const workbook = new exceljs.Workbook()
    workbook.addWorksheet('花名册').addRow(['姓名'])
    const xlsx = Buffer.from(await workbook.xlsx.writeBuffer())
    const docx = zipOf({
      '[Content_Types].xml':
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      'word/document.xml': '<document/>',
    })
    const names = async (content: Buffer | string, name: string) => {
      const { filename, mediaType } = (await upload(content, name, 'text/html')).body
      return [filename, mediaType.split(/[/.]/).at(-1)]
    }
    expect(await names(xlsx, '../../etc/花名册.html')).toEqual(['花名册.html.xlsx', 'sheet'])
    expect(await names(docx, 'C:\\报告.docx')).toEqual(['报告.docx', 'document'])
    expect(await names(pdf, '.htaccess')).toEqual(['htaccess.pdf', 'pdf'])
    expect(await names(png, 'x.jpeg')).toEqual(['x.jpeg.png', 'png'])
    expect(await names('{"a":1}\n', '人事.jsonl')).toEqual(['人事.jsonl', 'plain'])
    expect(await names('a,b\n', '<b>evil\u202Egnp.csv')).toEqual(['bevilgnp.csv', 'csv'])
    expect(await names('\ufeff姓名\n', '名单')).toEqual(['名单.txt', 'plain'])
    expect(await names(Buffer.from('\ufeff姓名,性别\n', 'utf16le'), '名单.csv')).toEqual(['名单.csv', 'csv'])
    expect(await names(Buffer.from([0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31, 0x0a]), 'gbk.csv')).toEqual(['gbk.csv', 'csv'])
  })

  test.each<[string, Buffer | string, string]>([
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'x.png'],
    ['a page', '<!DOCTYPE html><script>alert(1)</script>', 'x.txt'],
    ['a page after much text', `${'text '.repeat(100_000)}<script>alert(1)</script>`, 'x.txt'],
    ['a page in UTF-16', Buffer.from('\ufeff<script>alert(1)</script>', 'utf16le'), 'x.csv'],
    ['a picture that is a page as well', Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]), 'x.png'],
    ['a picture that is a document as well', Buffer.concat([png, pdf]), 'x.png'],
    ['a picture that is an archive as well', Buffer.concat([png, zipOf({ 'a.class': 'x' })]), 'x.png'],
    ['a document that is an archive as well', Buffer.concat([pdf, zipOf({ 'a.class': 'x' })]), 'x.pdf'],
    ['an archive', zipOf({ 'a.txt': 'x' }), 'x.xlsx'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]), 'x.csv'],
    ['bytes that are no text', Buffer.from([0x61, 0, 0x62]), 'x.csv'],
    ['nothing', '', 'x.csv'],
  ])('is not %s', async (_what, content, name) => {
    const before = (await stored()).length
    expect(await upload(content, name, 'image/png')).toMatchObject({
      status: 415,
      body: { errors: [{ message: expect.stringContaining('不接受此类文件') }] },
    })
    expect(await stored()).toHaveLength(before)
  })

  test('is not larger than fifty megabytes, and leaves nothing behind when it is', async () => {
    const before = (await stored()).length
    const memory = process.memoryUsage().rss
    expect(await upload(Buffer.alloc(51 * 1024 * 1024, 'a'), 'x.txt')).toMatchObject({ status: 413 })
    expect(await stored()).toHaveLength(before)
    expect(process.memoryUsage().rss - memory).toBeLessThan(256 * 1024 * 1024)
  })

  test('that breaks off half way leaves nothing behind', async () => {
    const before = (await stored()).length
    await Promise.all(Array.from({ length: 20 }, brokenUpload))
    // the server notices a broken connection a moment after it broke
    for (let after = -1; after !== before;) after = (await stored()).length
    expect((await browser.query('{ viewer { username } }')).status).toBe(200)
  })

  test('needs somebody who is signed in and has something to attach it to', async () => {
    expect(await upload(png, 'x.png', 'image/png', server.browser())).toMatchObject({ status: 401 })
    const { credentials } = await server.app.modules.accounts.creation.create({
      username: 'viewer',
      displayName: '查看',
      role: 'VIEWER',
      organizationCode: null,
      kinds: ['PARTY'],
    })
    const viewer = server.browser()
    await viewer.signIn(credentials!.username, credentials!.password)
    expect(await upload(png, 'x.png', 'image/png', viewer)).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    })
  })

  test('is read by whoever uploaded it and by whom its owner lets, and is not there for anybody else', async () => {
    const { body: file } = await upload(png, 'x.png')
    const other = server.browser()
    const { credentials } = await server.app.modules.accounts.creation.create({
      username: 'other',
      displayName: '别人',
      role: 'OFFICER',
      organizationCode: null,
      kinds: ['PARTY'],
    })
    await other.signIn(credentials!.username, credentials!.password)
    expect(await other.request(`/files/${file.id}`)).toMatchObject({
      status: 404,
      body: { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    })
    expect(await server.browser().request(`/files/${file.id}`)).toMatchObject({ status: 401 })
    const allowed = new Set<string>()
    server.app.platform.files.guardedBy((viewer, id) => Promise.resolve(viewer.username === 'other' && allowed.has(id)))
    expect((await other.request(`/files/${file.id}`)).status).toBe(404)
    allowed.add(file.id)
    expect((await other.request(`/files/${file.id}`)).status).toBe(200)
    for (const id of ['..%2f..%2fsecret.key', 'x', '01999999-0000-7000-8000-000000000000'])
      expect((await other.request(`/files/${id}`)).status).toBe(404)
  })
})

function flipped(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content)
  copy[at]! ^= 1
  return copy
}

function brokenUpload(): Promise<void> {
  return new Promise((resolve) => {
    const request = httpRequest(`${server.url}/files`, {
      method: 'POST',
      headers: {
        'x-qizhi-upload': '1',
        cookie: `qizhi_session=${browser.cookies.get('qizhi_session')}`,
        'content-type': 'multipart/form-data; boundary=border',
        'content-length': 10_000_000,
      },
    })
    request.on('error', () => resolve())
    request.write('--border\r\ncontent-disposition: form-data; name="file"; filename="x.txt"\r\n\r\n')
    request.write('text '.repeat(200_000), () => request.destroy(new Error('gone')))
  })
}

/** An archive whose entries are not compressed. */
function zipOf(entries: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const content = Buffer.from(text)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), content])
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, central, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}
