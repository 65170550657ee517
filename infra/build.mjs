import { compile, root } from './compile.mjs'

// `pnpm build`: compiles everything and builds the admin, without starting anything.
if (await compile()) {
  const { buildAdmin } = await import('./dist/launcher/admin-build.js')
  const { report } = await import('./dist/launcher/report.js')
  await buildAdmin(root).catch(report)
} else {
  process.exitCode = 1
}
