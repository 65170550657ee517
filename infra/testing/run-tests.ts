import { startTestServer, type TestServer } from '../database/test-server.ts'
import { type Plan, planOf } from './stages.ts'
import type { Result, Stage } from './stage.ts'

/**
 * Runs all stages, or those whose names are given, prints a line for each and one closing line for all. The process fails when a check did.
 */
export async function runTests(root: string, names: readonly string[]): Promise<void> {
  const tally = { passed: 0, failed: 0 }
  let server: TestServer | undefined
  try {
    if (!process.env.QIZHI_TEST_DATABASE_URL) server = await startTestServer()
    stopWhenTold(server)
    const plan = chosen(planOf(root, { QIZHI_TEST_DATABASE_URL: server?.url ?? process.env.QIZHI_TEST_DATABASE_URL }), names)
    await lane(plan.first)
    // of code that does not compile, everything else would say the same once more
    if (tally.failed === 0) await Promise.all([lane(plan.reading), lane(plan.running)])
  } catch (error) {
    console.error(error)
    tally.failed += 1
  } finally {
    await server?.stop()
  }
  process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1
  console.log(`${tally.passed} passed, ${tally.failed} failed`)

  async function lane(stages: readonly Stage[]): Promise<void> {
    for (const stage of stages) {
      const begin = Date.now()
      const result = await stage.run()
      tally.passed += result.passed
      tally.failed += result.failed
      print(stage.name, result, (Date.now() - begin) / 1000)
    }
  }
}

/** The server runs in a group of its own, which Ctrl-C does not reach. */
function stopWhenTold(server: TestServer | undefined): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void (server?.stop() ?? Promise.resolve()).finally(() => process.exit(1)))
  }
}

function chosen(plan: Plan, names: readonly string[]): Plan {
  const of = (stages: readonly Stage[]) => (names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name)))
  const running = names.length === 0 ? plan.running : of([...plan.running, ...plan.named])
  return { ...plan, first: of(plan.first), reading: of(plan.reading), running }
}

function print(name: string, { passed, failed, output }: Result, seconds: number): void {
  if (failed > 0) console.log(`\n${output}\n`)
  console.log(`${failed > 0 ? '✘' : '✔'} ${name.padEnd(14)} ${passed} passed, ${failed} failed  ${seconds.toFixed(1)} s`)
}
