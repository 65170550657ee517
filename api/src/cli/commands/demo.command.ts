import { SingleBar } from 'cli-progress'
import { type Command, Option } from 'commander'
import { loadDemoBureau, loadScale, type Progress, scaleNames, scales, type ScaleName } from '../demo/index.ts'
import { MemberSecrets } from '../../modules/members/index.ts'
import { withCore } from '../opened-core.ts'
import { CommandProblem, type Terminal } from '../terminal.ts'

/** `qizhi demo`, `qizhi demo --scale medium` */
export function demoCommand(program: Command, terminal: Terminal): void {
  program
    .command('demo')
    .description('向空数据库装入演示数据 fill an empty database with example data')
    .addOption(new Option('--scale <scale>', '装入合成的大批数据，用于测量 generated data in bulk, for measurements').choices(scaleNames))
    .action(({ scale }: { scale?: ScaleName }) =>
      withCore(async (core) => {
        const { platform } = core
        const loaded =
          scale === undefined
            ? await loadDemoBureau(core)
            : await withBar(terminal, (progress) =>
                loadScale(platform.config.databaseUrl!, scales[scale], new MemberSecrets(platform.cipher, platform.keys), progress),
              )
        if (!loaded)
          throw new CommandProblem({
            zh: '数据库里已有组织，没有装入演示数据。',
            en: 'There are organisations already; nothing was loaded.',
          })
        terminal.line(terminal.say({ zh: '演示数据已装入。', en: 'The example data are loaded.' }))
      }),
    )
}

/** A bar for each step; where nobody watches a terminal, a line when it is done. */
async function withBar<Result>(terminal: Terminal, use: (progress: Progress) => Promise<Result>): Promise<Result> {
  const bar = new SingleBar({ format: '{bar} {step} {value}/{total} {duration_formatted}', hideCursor: true })
  let step = ''
  const end = () => {
    if (process.stdout.isTTY) bar.stop()
    else if (step !== '') terminal.note(`${new Date().toISOString()} ${step}`)
  }
  try {
    return await use({
      begin: (name, total) => {
        end()
        step = name
        if (process.stdout.isTTY) bar.start(Math.max(1, Math.round(total)), 0, { step })
      },
      advance: (rows) => bar.increment(rows),
    })
  } finally {
    end()
  }
}
