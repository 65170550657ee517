import { compile, root } from './compile.mjs'

// `pnpm test`: everything; `pnpm test lint api`: the stages of these names.
await compile(['infra'])
const { runTests } = await import('./dist/testing/run-tests.js')
await runTests(root, process.argv.slice(2))
