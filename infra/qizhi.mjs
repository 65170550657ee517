import { compile, root } from './compile.mjs'

// `pnpm qizhi <command>`: the product's command line.
await compile(['infra', 'api'])
const { runCommand } = await import('./dist/launcher/command.js')
await runCommand(root, process.argv.slice(2))
