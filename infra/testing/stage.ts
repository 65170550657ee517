import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from './program.ts'

/** How many checks a stage made, and what it said when one failed. */
export interface Result {
  readonly passed: number
  readonly failed: number
  readonly output: string
}

/** One line of the test run. */
export interface Stage {
  readonly name: string
  run(): Promise<Result>
}

/** A stage that is one check: a program that is content or is not. */
export function gate(root: string, name: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): Stage {
  return {
    name,
    async run() {
      const { ok, output } = await runProgram(root, command, env)
      return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output }
    },
  }
}

/** A stage that is a Jest run; each test counts. */
export function jest(root: string, name: string, config: string, env: NodeJS.ProcessEnv = {}, flags: readonly string[] = []): Stage {
  return {
    name,
    async run() {
      const directory = mkdtempSync(join(tmpdir(), 'qizhi-jest-'))
      const report = join(directory, 'report.json')
      const node = [process.execPath, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
      const program = join(root, 'node_modules/jest/bin/jest.js')
      const { ok, output } = await runProgram(root, [...node, program, '-c', config, '--json', '--outputFile', report, ...flags], env)
      const { passed, failed } = count(report)
      rmSync(directory, { recursive: true, force: true })
      // Jest can fail beyond its tests: a set-up that throws, a suite that does not load
      return { passed, failed: ok ? failed : Math.max(1, failed), output: withoutReport(output) }
    },
  }
}

interface JestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numRuntimeErrorTestSuites: number
}

function count(report: string): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8')) as JestReport
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function withoutReport(output: string): string {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('Test results written to:'))
    .join('\n')
}
