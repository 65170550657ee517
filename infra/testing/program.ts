import { spawn } from 'node:child_process'

/** How a program went: everything it said, in order, and whether it was content. */
export interface Outcome {
  readonly ok: boolean
  readonly output: string
}

/** Runs a program to its end and keeps what it says. One that hangs is ended, and has failed. */
export async function runProgram(root: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd: root, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const impatience = setTimeout(() => {
    output += `\n${program} was ended after ${patience / 60_000} minutes.\n`
    child.kill('SIGKILL')
  }, patience)
  child.once('error', (error) => (output += error.message))
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(impatience)
  process.off('exit', endWithUs)
  return { ok: code === 0, output: output.trim() }
}

const patience = 30 * 60_000
