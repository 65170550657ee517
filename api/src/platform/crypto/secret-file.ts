import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The name of the file below the data directory. Without it, what was encrypted is lost: it belongs into every backup, apart from the data. */
export const secretFileName = 'secret.key'

/**
 * The secret of an installation: the configured one, or that of its file, which is drawn when it is first needed and readable for its owner
 * only.
 */
export async function loadSecret({
  secretKey,
  dataDir,
}: {
  readonly secretKey: string | undefined
  readonly dataDir: string
}): Promise<Buffer> {
  if (secretKey !== undefined) return decoded(secretKey)
  const path = join(dataDir, secretFileName)
  try {
    return await readSecret(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await createSecret(path, dataDir)
  return readSecret(path)
}

async function readSecret(path: string): Promise<Buffer> {
  const secret = decoded((await readFile(path, 'utf8')).trim())
  if (secret.length !== 32) throw new Error(`${path} does not hold a key of 32 bytes.`)
  await chmod(path, 0o600)
  return secret
}

/** Writes it whole before it gets its name, so that a process beside this one never reads half of it, and only one of them wins. */
async function createSecret(path: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
}

function decoded(text: string): Buffer {
  return Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64')
}
