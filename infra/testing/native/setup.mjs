import { register } from 'node:module'

// before the first test file of a worker
process.setSourceMapsEnabled(true)
register('./hooks.mjs', import.meta.url)
