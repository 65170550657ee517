import { type PublicKey, SigningKey } from '../../../platform/crypto/signing-key.ts'
import { type KeyProvider } from '../../../platform/crypto/key-provider.ts'
import { digestOf, signedText, type SnapshotFile, type SnapshotHeader, snapshotFormat, type SnapshotResult } from './snapshot-document.ts'

/** What is wrong with a snapshot; none when it is what was frozen. */
export type SnapshotFault = 'FIGURES' | 'FACTS' | 'ORGANIZATIONS' | 'HEADER' | 'SIGNATURE' | 'OTHER_KEY'

/** A snapshot as it is found, and the digests of the rows beside it, where these are known. */
export interface FoundSnapshot {
  readonly header: SnapshotHeader
  readonly result: SnapshotResult
  readonly digest: string
  readonly signature: string
  readonly keyId: string
  readonly facts?: string
  readonly organizations?: string
}

/** The key that signs snapshots. */
export function snapshotKey(keys: Pick<KeyProvider, 'derive'>): SigningKey {
  return new SigningKey(keys, 'report snapshots')
}

/** Everything about a snapshot that is not as it was signed. */
export function snapshotFaults(found: FoundSnapshot, key: PublicKey): SnapshotFault[] {
  const { header, result, digest, signature, keyId } = found
  const faults: SnapshotFault[] = []
  try {
    if (header.format !== snapshotFormat || digestOf(header) !== digest) faults.push('HEADER')
    if (digestOf(result) !== header.result) faults.push('FIGURES')
  } catch {
    // what has no canonical form was never signed
    faults.push('FIGURES')
  }
  if (found.facts !== undefined && found.facts !== header.facts.digest) faults.push('FACTS')
  if (found.organizations !== undefined && found.organizations !== header.organizations.digest) faults.push('ORGANIZATIONS')
  if (keyId !== key.id) faults.push('OTHER_KEY')
  else if (!key.proves(signedText(digest), signature)) faults.push('SIGNATURE')
  return faults
}

/** What is wrong with a file, by the key that it must be signed with. @throws when it is no such file */
export function fileFaults(file: unknown, key: PublicKey): SnapshotFault[] {
  if (!isSnapshotFile(file)) throw new Error('This is no snapshot of a report.')
  const { header, result, digest, signature } = file
  return snapshotFaults({ header, result, digest, signature: signature.value, keyId: signature.keyId }, key)
}

export function isSnapshotFile(file: unknown): file is SnapshotFile {
  const has = (value: unknown, names: readonly string[]) =>
    typeof value === 'object' && value !== null && names.every((name) => name in value)
  if (!has(file, ['header', 'result', 'digest', 'signature'])) return false
  const { header, result, digest, signature } = file as Record<keyof SnapshotFile, Record<string, unknown>>
  return (
    has(header, ['format', 'id', 'takenAt', 'report', 'result', 'facts', 'organizations']) &&
    has(result, ['table']) &&
    typeof (digest as unknown) === 'string' &&
    has(signature, ['keyId', 'publicKey', 'value']) &&
    ['keyId', 'publicKey', 'value'].every((name) => typeof signature[name] === 'string')
  )
}
