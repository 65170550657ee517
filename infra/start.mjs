import { compile, root } from './compile.mjs'

// `pnpm start`: compiles what changed, then runs the database, the API and the admin until Ctrl-C.
if (await compile(['infra', 'api'])) {
  const { start } = await import('./dist/launcher/start.js')
  await start(root)
} else {
  console.error('代码未能编译，没有启动。\nThe code does not compile; nothing was started.')
  process.exitCode = 1
}
