import { type StoredFile, type UploadOptions, uploadFile as send, UploadRefusal } from '#ui/data/upload-file.ts'
import { useSession } from './use-session.ts'

/** Sends a file; when the session has ended meanwhile, once more after its person has signed in again. @throws UploadRefusal */
export async function uploadFile(file: File, options: UploadOptions): Promise<StoredFile> {
  try {
    return await send(file, options)
  } catch (error) {
    if (!(error instanceof UploadRefusal) || error.problem.code !== 'UNAUTHENTICATED') throw error
    await useSession().lapse()
    return send(file, options)
  }
}
