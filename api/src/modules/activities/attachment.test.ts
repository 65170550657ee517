import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHeldActivity, aPlannedActivity, done } from '../../testing/test-activities.ts'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { secretKeyProvider } from '../../platform/crypto/key-provider.ts'
import { Writer } from '../../platform/database/write.ts'
import { StoredFiles } from '../../platform/files/stored-files.ts'
import { activitiesModule } from './index.ts'

let world: TestWorld
let register: TestRegister
let secretary: TestClient
let branch: TestOrganization
let files: StoredFiles

beforeAll(async () => {
  world = await aTestWorld()
  register = new TestRegister(world)
  branch = await register.anOrganization()
  secretary = await world.as([grantOver('SECRETARY', branch.path)])
  const { dataSource } = world
  const writer = new Writer(dataSource, (text) => text)
  files = new StoredFiles({ dataSource, writer, keys: secretKeyProvider(Buffer.alloc(32)), dataDir: tmpdir() })
  activitiesModule({ dataSource, writer, files })
})
afterAll(() => world.close())

let uploads = 0
async function anUploadOf(client: TestClient): Promise<string> {
  uploads += 1
  const [file] = await world.sql<{ id: string }>(
    `INSERT INTO stored_file (filename, media_type, size, sha256, storage_key, uploaded_by) VALUES ($1, 'application/pdf', 1234, '', $1, $2) RETURNING id`,
    [`签到表${uploads}.pdf`, client.viewer.accountId],
  )
  return file!.id
}

const attach = `mutation ($input: AttachFileInput!) { attachFile(input: $input) { attachment { id filename mediaType size url createdAt } activity { version attachments { id } } userErrors { code field } } }`
const remove = `mutation ($input: RemoveAttachmentInput!) { removeAttachment(input: $input) { attachment { id } activity { attachments { id } } userErrors { code } } }`

async function attached(activityId: string, fileId: string): Promise<any> {
  const { data, errors } = await secretary.query(attach, { input: { activityId, fileId } })
  expect(errors).toEqual([])
  return data.attachFile
}

describe('attachments', () => {
  it('are files that the viewer uploaded; they come and go without another version', async () => {
    const { id, version } = await aHeldActivity(secretary, branch)
    const fileId = await anUploadOf(secretary)
    const { attachment, activity, userErrors } = await attached(id, fileId)
    expect(userErrors).toEqual([])
    expect(attachment).toEqual({ id: expect.any(String), filename: `签到表${uploads}.pdf`, mediaType: 'application/pdf', size: 1234, url: `/files/${fileId}`, createdAt: expect.any(String) })
    expect(activity).toEqual({ version, attachments: [{ id: attachment.id }] })
    const removed = await secretary.query(remove, { input: { id: attachment.id } })
    expect(removed.data.removeAttachment).toEqual({ attachment: null, activity: { attachments: [] }, userErrors: [] })
    expect((await secretary.query(remove, { input: { id: attachment.id } })).errors.map(({ code }) => code)).toEqual(['NOT_FOUND'])
    expect(await world.sql(`SELECT action FROM audit_entry WHERE entity_id = $1 AND action LIKE '%ttach%' ORDER BY id`, [id])).toEqual([{ action: 'activity.attach' }, { action: 'activity.removeAttachment' }])
  })

  it('are not files of others, nor files that something uses', async () => {
    const { id } = await aPlannedActivity(secretary, branch)
    const colleague = await world.as([grantOver('SECRETARY', branch.path)])
    const used = await anUploadOf(secretary)
    await attached(id, used)
    const imported = await anUploadOf(secretary)
    await world.sql(`INSERT INTO import_run (target, status, file_id, mapping, columns, created_by) VALUES ('ROSTER', 'DRAFT', $1, '[]', '[]', $2)`, [imported, secretary.viewer.accountId])
    for (const fileId of [await anUploadOf(colleague), used, imported, 'no-id', '00000000-0000-7000-8000-000000000000']) {
      expect(await attached(id, fileId)).toMatchObject({ attachment: null, userErrors: [{ code: 'NOT_FOUND', field: ['fileId'] }] })
    }
  })

  it('belong to one activity, also when two want the file at once', async () => {
    const [one, other] = [await aPlannedActivity(secretary, branch), await aPlannedActivity(secretary, branch)]
    const fileId = await anUploadOf(secretary)
    const answers = await Promise.all([attached(one.id, fileId), attached(other.id, fileId)])
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([{ code: 'NOT_FOUND', field: ['fileId'] }])
  })

  it('are at most 50', async () => {
    const { id } = await aPlannedActivity(secretary, branch)
    for (let i = 0; i < 50; i += 1) await world.sql('INSERT INTO activity_attachment (activity_id, file_id) VALUES ($1, $2)', [id, await anUploadOf(secretary)])
    expect(await attached(id, await anUploadOf(secretary))).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] })
  })

  it('stay when the activity is archived', async () => {
    const { id, version } = await aHeldActivity(secretary, branch)
    const { attachment } = await attached(id, await anUploadOf(secretary))
    await done(secretary, 'archiveActivity', { id, version })
    expect((await secretary.query(remove, { input: { id: attachment.id } })).data.removeAttachment).toMatchObject({ activity: { attachments: [{ id: attachment.id }] }, userErrors: [{ code: 'CONFLICT' }] })
    expect(await attached(id, await anUploadOf(secretary))).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] })
  })
})

it('lets whoever may see the activity read its files, and nobody else', async () => {
  const { id } = await aPlannedActivity(secretary, branch)
  const fileId = await anUploadOf(secretary)
  const reader = await world.as([grantOver('VIEWER', branch.path)])
  const stranger = await world.as([grantOver('ADMINISTRATOR', (await register.anOrganization()).path)])
  const nobody = await world.as([])
  await expect(files.readable(reader.viewer, fileId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await attached(id, fileId)
  expect(await files.readable(reader.viewer, fileId)).toMatchObject({ id: fileId })
  for (const client of [stranger, nobody]) await expect(files.readable(client.viewer, fileId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
