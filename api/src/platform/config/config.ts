import { type BlockList } from 'node:net'
import { resolve } from 'node:path'
import { readSender } from '../mail/mail-address.ts'
import { parseSmtpUrl } from '../mail/smtp-url.ts'
import { networksOf } from './networks.ts'

/** Everything that the environment may decide. Each variable is optional; without any, the product runs on this machine alone. */
export interface Config {
  /** `DATABASE_URL`: the PostgreSQL server. `pnpm start` sets it to the server that it brings along. */
  readonly databaseUrl: string | undefined
  /** `QIZHI_HOST`: the address to listen on; only this machine by default. */
  readonly host: string
  /** `QIZHI_PORT`: the port of the API and the admin; 0 takes a free one. */
  readonly port: number
  /** `QIZHI_TRUSTED_PROXIES`: addresses or networks of the proxies whose word about the client and https is taken; none by default. */
  readonly trustedProxies: string | undefined
  /** `QIZHI_DATA_DIR`: where files, keys and the embedded database live. */
  readonly dataDir: string
  /** `QIZHI_ADMIN_PASSWORD`: the first administrator's password; drawn at random and shown once by default. */
  readonly adminPassword: string | undefined
  /** `QIZHI_SECRET_KEY`: 32 bytes as hex or base64, from which the keys of encrypted fields are derived; kept in a file by default. */
  readonly secretKey: string | undefined
  /** `QIZHI_DEMO`: whether an empty database is filled with the example bureau; `0` leaves it empty. */
  readonly demo: boolean
  /** `QIZHI_SANDBOX`: this installation is for programs to be tried on, with made-up data only; its keys begin with `qz_test_`. */
  readonly sandbox: boolean
  /** `QIZHI_EXECUTOR`: graphql-jit, or graphql-js as the way back. */
  readonly executor: 'jit' | 'js'
  /**
   * `QIZHI_SMALLEST_GROUP`: figures about persons are told to whom may not see persons for groups of so many and more, in steps of so many;
   * 0 or 1 tells all.
   */
  readonly smallestGroup: number
  /** `QIZHI_CHANGE_DAYS`: for how many days changes are kept for those who follow them. */
  readonly changeDays: number
  /** `QIZHI_SMTP_URL`: the server that takes mail, `smtps://user:password@host`; without one, nothing is mailed. */
  readonly smtpUrl: string | undefined
  /** `QIZHI_MAIL_FROM`: the sender of mails, `Name <address>`; needed with a mail server. */
  readonly mailFrom: string | undefined
  /** `QIZHI_PUBLIC_URL`: the address by which people reach this installation, without a slash at its end; needed with a mail server. */
  readonly publicUrl: string | undefined
  /** `QIZHI_RATE_LIMIT`: points of cost that each account may ask for in a second, a hundred times as many at once; 0 for no limit. */
  readonly rateLimit: number
  /** `QIZHI_WEBHOOK_ALLOWED_NETWORKS`: private networks that webhooks may send to, also without encryption; none by default. */
  readonly webhookNetworks: BlockList | undefined
  /** `QIZHI_LOG_LEVEL`: from which level on the log is written. */
  readonly logLevel: LogLevel
}

export type LogLevel = (typeof logLevels)[number]

/** One sentence for each value that cannot be used, in Chinese and English. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
  }
}

/** Reads the configuration; reports all bad values at once. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = []

  function read<T>(name: string, fallback: T, parse: (text: string) => T | undefined, expected: { zh: string; en: string }): T {
    const text = env[name]?.trim()
    if (text === undefined || text === '') return fallback
    const value = parse(text)
    if (value !== undefined) return value
    // the value itself may be a secret
    problems.push(`${name} 应为${expected.zh}。 ${name} must be ${expected.en}.`)
    return fallback
  }

  const config: Config = {
    databaseUrl: read('DATABASE_URL', undefined, parseDatabaseUrl, {
      zh: ' postgresql:// 开头的连接地址',
      en: 'a connection address that begins with postgresql://',
    }),
    host: read('QIZHI_HOST', '127.0.0.1', (text) => (/^[\w.:-]+$/.test(text) ? text : undefined), {
      zh: '主机名或 IP 地址',
      en: 'a host name or an IP address',
    }),
    port: read('QIZHI_PORT', 4000, parsePort, { zh: ' 0 至 65535 的整数', en: 'an integer from 0 to 65535' }),
    trustedProxies: read('QIZHI_TRUSTED_PROXIES', undefined, (text) => (/^[\w.:/, -]+$/.test(text) ? text : undefined), {
      zh: '以逗号分隔的 IP 地址或网段',
      en: 'IP addresses or networks, separated by commas',
    }),
    dataDir: resolve(read('QIZHI_DATA_DIR', '.data', (text) => text, { zh: '目录', en: 'a directory' })),
    adminPassword: read('QIZHI_ADMIN_PASSWORD', undefined, (text) => (text.length >= 8 ? text : undefined), {
      zh: '至少 8 个字符',
      en: 'at least 8 characters long',
    }),
    secretKey: read('QIZHI_SECRET_KEY', undefined, (text) => (isKeyOf32Bytes(text) ? text : undefined), {
      zh: ' 32 字节的密钥（64 位十六进制或 44 位 Base64）',
      en: 'a key of 32 bytes (64 hexadecimal or 44 base64 characters)',
    }),
    demo: read('QIZHI_DEMO', true, (text) => flags[text.toLowerCase()], { zh: ' 0 或 1', en: '0 or 1' }),
    sandbox: read('QIZHI_SANDBOX', false, (text) => flags[text.toLowerCase()], { zh: ' 0 或 1', en: '0 or 1' }),
    executor: read('QIZHI_EXECUTOR', 'jit', (text) => executors.find((name) => name === text), { zh: ' jit 或 js', en: 'jit or js' }),
    smallestGroup: read('QIZHI_SMALLEST_GROUP', usualSmallestGroup, parseGroupSize, {
      zh: ' 0、1（不限）或 4 至 1000 的整数',
      en: '0 or 1 (no limit), or an integer from 4 to 1000',
    }),
    changeDays: read('QIZHI_CHANGE_DAYS', 90, (text) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined), {
      zh: ' 1 至 9999 的整数',
      en: 'an integer from 1 to 9999',
    }),
    smtpUrl: read('QIZHI_SMTP_URL', undefined, (text) => (parseSmtpUrl(text) === undefined ? undefined : text), {
      zh: ' smtps://用户:密码@主机 或 smtp://用户:密码@主机（须支持 STARTTLS；仅本机可用 ?tls=off）',
      en: 'smtps://user:password@host, or smtp://user:password@host for STARTTLS (?tls=off only on this machine)',
    }),
    mailFrom: read('QIZHI_MAIL_FROM', undefined, (text) => (readSender(text) === undefined ? undefined : text), {
      zh: '邮件地址，或“名称 <地址>”',
      en: 'a mail address, or "Name <address>"',
    }),
    publicUrl: read('QIZHI_PUBLIC_URL', undefined, parsePublicUrl, {
      zh: ' http:// 或 https:// 开头的地址，不含参数',
      en: 'an address that begins with http:// or https://, without parameters',
    }),
    rateLimit: read('QIZHI_RATE_LIMIT', usualRateLimit, (text) => (/^(0|[1-9]\d{3,8})$/.test(text) ? Number(text) : undefined), {
      zh: ' 0（不限）或 1000 至 999999999 的整数',
      en: '0 (no limit), or an integer from 1000 to 999999999',
    }),
    webhookNetworks: read('QIZHI_WEBHOOK_ALLOWED_NETWORKS', undefined, networksOf, {
      zh: '以逗号分隔的 IP 地址或网段',
      en: 'IP addresses or networks, separated by commas',
    }),
    logLevel: read('QIZHI_LOG_LEVEL', 'info', (text) => logLevels.find((name) => name === text), {
      zh: ` ${logLevels.join('、')} 之一`,
      en: `one of ${logLevels.join(', ')}`,
    }),
  }
  if (config.smtpUrl !== undefined && (config.mailFrom === undefined || config.publicUrl === undefined) && problems.length === 0)
    problems.push(
      'QIZHI_SMTP_URL 须与 QIZHI_MAIL_FROM、QIZHI_PUBLIC_URL 一起设置。 QIZHI_SMTP_URL needs QIZHI_MAIL_FROM and QIZHI_PUBLIC_URL.',
    )
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

/** The smallest group that is told where nobody decided otherwise. */
export const usualSmallestGroup = 5

/** A page of fifty members costs about a thousand points. */
const usualRateLimit = 50_000

const executors = ['jit', 'js'] as const
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const flags: Readonly<Record<string, boolean>> = { '0': false, '1': true, false: false, true: true }

/** Below 4 a small group is told by being withheld: of two such groups, one within the other, both sizes are known. */
function parseGroupSize(text: string): number | undefined {
  const size = /^\d{1,4}$/.test(text) ? Number(text) : undefined
  return size !== undefined && (size <= 1 || size >= 4) && size <= 1000 ? size : undefined
}

function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined
}

function parsePublicUrl(text: string): string | undefined {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined
  const { origin, pathname, search, hash, username } = new URL(text)
  return search === '' && hash === '' && username === '' ? `${origin}${pathname}`.replace(/\/+$/, '') : undefined
}

function parseDatabaseUrl(text: string): string | undefined {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : undefined
}

function isKeyOf32Bytes(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text) || (/^[A-Za-z0-9+/]{43}=?$/.test(text) && Buffer.from(text, 'base64').length === 32)
}
