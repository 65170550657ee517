import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from './problem.ts'

/** PostgreSQL refuses to run as root: whoever is root starts it as somebody else. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** As whom the server of a data directory runs; undefined is the account of this process. */
export function accountFor(dataDirectory: string): Account | undefined {
  const me = process.getuid?.()
  const owner = existsSync(dataDirectory) ? statSync(dataDirectory) : undefined
  if (me !== 0) {
    if (owner === undefined || me === undefined || owner.uid === me) return undefined
    throw new Problem(
      `数据目录 ${dataDirectory} 属于另一个系统用户。请以该用户启动，或用 QIZHI_DATA_DIR 另指定目录。`,
      `The data directory ${dataDirectory} belongs to another user of this system. Start as that user, or name another directory in QIZHI_DATA_DIR.`,
    )
  }
  // a directory stays with the account that made it
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return accountNamed('postgres') ?? accountNamed('nobody') ?? { uid: 65534, gid: 65534 }
}

/** Hands a file or directory to the account. */
export function give(path: string, account: Account | undefined): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid)
}

/**
 * Starts a program as the account. Where directories above its files are closed to the account (a project below root's home), it gets
 * the one capability that lets it pass through them.
 */
export function spawnAs(
  account: Account | undefined,
  program: string,
  args: readonly string[],
  options: SpawnOptions & { readonly touches: string },
): ChildProcess {
  const { touches, ...rest } = options
  if (account === undefined) return spawn(program, args, rest)
  // the directory that this process stands in may be closed to the account as well
  const elsewhere = { ...rest, cwd: '/' }
  if (canReach(account, program) && canReach(account, touches)) return spawn(program, args, { ...elsewhere, ...account })
  if (!existsSync(setpriv)) {
    throw new Problem(
      `系统用户 ${account.uid} 无法进入 ${touches} 或 ${program} 的上级目录。请把项目放到其他用户可以进入的目录，或用 QIZHI_DATA_DIR 另指定数据目录。`,
      `The system's user ${account.uid} cannot enter the directories above ${touches} or ${program}. Move the project to a directory that others may enter, or name another data directory in QIZHI_DATA_DIR.`,
    )
  }
  const passThrough = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  const become = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', ...passThrough]
  return spawn(setpriv, [...become, program, ...args], elsewhere)
}

const setpriv = '/usr/bin/setpriv'

function accountNamed(name: string): Account | undefined {
  if (!existsSync('/etc/passwd')) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

function canReach(account: Account, path: string): boolean {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const { uid, gid, mode } = statSync(directory)
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & enter) === 0) return false
    if (directory === dirname(directory)) return true
  }
}
