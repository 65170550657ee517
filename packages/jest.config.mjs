import { base } from '../jest.base.mjs'

/** @type {import('jest').Config} */
export default { ...base, displayName: 'packages', rootDir: import.meta.dirname, testMatch: ['<rootDir>/*/src/**/*.test.ts'] }
