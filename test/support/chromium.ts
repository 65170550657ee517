import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { fontEnvironment } from './fonts.ts'

/**
 * Starts a headless Chromium: the one that is named, else the one from npm, a headless shell that starts and draws faster than a whole browser and
 * is the same everywhere; where there is none for the machine, the system's. Each knows Chinese letters.
 */
export function launchChromium(): Promise<Browser> {
  const executablePath = namedChromium() ?? (isPacked ? unpackedChromium() : systemChromium())
  return chromium.launch({
    executablePath,
    args: launchArguments,
    // in the plain POSIX locale of a bare machine, Chromium calls a download with a Chinese name "download"
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...libraryEnvironment(executablePath), ...fontEnvironment(cache) },
  })
}

/** The browser of this worker: suites run one after the other, and each finds the one that the suite before has left. */
export function borrowedChromium(): Promise<Browser> {
  clearTimeout(idle)
  return (lent ??= launchChromium())
}

/** Nobody tells which suite is the last: it ends when no other has taken it for a while, or when the run does. */
export function giveChromiumBack(): void {
  clearTimeout(idle)
  idle = setTimeout(endChromium, patience)
}

function endChromium(): void {
  clearTimeout(idle)
  void lent?.then((browser) => browser.close())
  lent = undefined
}

// a worker is told nothing when its run ends but that nobody speaks to it any more
process.once('disconnect', endChromium)

let lent: Promise<Browser> | undefined
let idle: NodeJS.Timeout | undefined

/** In milliseconds: between two suites the product stops and starts. */
const patience = 5_000

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // small shared memory is usual in containers
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--lang=zh-CN',
]

/** What is unpacked once for all runs of this checkout. */
const cache = join(import.meta.dirname, '../node_modules/.cache/chromium')

function namedChromium(): string | undefined {
  return process.env.QIZHI_CHROMIUM || undefined
}

/** What the package from npm was built for. */
const isPacked = process.platform === 'linux' && process.arch === 'x64'

function systemChromium(): string {
  const names = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']
  const applications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
  const found = [...names, ...applications].find((path) => existsSync(path))
  if (found === undefined) throw new Error('There is no Chromium here: name one with QIZHI_CHROMIUM.')
  return found
}

function unpackedChromium(): string {
  const home = join(cache, 'program')
  if (!existsSync(home)) {
    // beside, then moved into place: of several that unpack at once only whole ones arrive
    const draft = `${home}.${process.pid}`
    mkdirSync(draft, { recursive: true })
    // in a process of its own: the package unpacks into the system's temporary directory, under names that any program may take
    const script = join(import.meta.dirname, 'unpack-chromium.mjs')
    execFileSync(process.execPath, [script], { env: { ...process.env, TMPDIR: draft }, stdio: 'inherit' })
    if (existsSync(home)) rmSync(draft, { recursive: true })
    else renameSync(draft, home)
  }
  return join(home, 'chromium')
}

/** The package brings the libraries that a bare system lacks. */
function libraryEnvironment(executablePath: string): NodeJS.ProcessEnv {
  const brought = join(dirname(executablePath), 'al2023/lib')
  if (!existsSync(brought) || !lacksLibraries(executablePath)) return {}
  return { LD_LIBRARY_PATH: [brought, process.env.LD_LIBRARY_PATH ?? ''].filter(Boolean).join(':') }
}

function lacksLibraries(executablePath: string): boolean {
  try {
    return execFileSync('ldd', [executablePath], { encoding: 'utf8' }).includes('not found')
  } catch {
    return true
  }
}
