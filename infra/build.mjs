import { compile, root } from './compile.mjs'

// `pnpm build`: compiles everything and builds the programs, the admin and the documentation, without starting anything.
if (await compile()) {
  const { buildProduct } = await import('./dist/launcher/product-build.js')
  const { report } = await import('./dist/launcher/report.js')
  await buildProduct(root).catch(report)
} else {
  process.exitCode = 1
}
