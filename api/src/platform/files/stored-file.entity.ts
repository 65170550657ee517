import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A file that somebody uploaded 「文件」. Its content lies encrypted in the store, under `storageKey`. */
@Entity('stored_file')
export class StoredFile {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  /** What it was called, made harmless. */
  @Column({ type: 'text' })
  filename!: string

  /** By its content, not by what the browser said. */
  @Column({ name: 'media_type', type: 'text' })
  mediaType!: string

  /** In bytes, before encryption. */
  @Column({ type: 'int' })
  size!: number

  @Column({ type: 'text' })
  sha256!: string

  @Column({ name: 'storage_key', type: 'text', unique: true })
  storageKey!: string

  @Column({ name: 'uploaded_by', type: 'uuid' })
  uploadedBy!: string

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date
}
