import { compile, root } from './compile.mjs'

// `pnpm build`: compiles everything and builds the admin and the documentation, without starting anything.
if (await compile()) {
  const { buildSites } = await import('./dist/launcher/site-build.js')
  const { report } = await import('./dist/launcher/report.js')
  await buildSites(root).catch(report)
} else {
  process.exitCode = 1
}
