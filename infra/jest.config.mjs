import { base } from '../jest.base.mjs'

/** @type {import('jest').Config} */
export default {
  ...base,
  displayName: 'infra',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/**/*.test.ts'],
  testTimeout: 30_000,
  globalSetup: './testing/jest-compile.mjs',
}
