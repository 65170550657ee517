import { base } from '../jest.base.mjs'

/** @type {import('jest').Config} */
export default {
  ...base,
  displayName: 'test',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/{contract,e2e,faults,support}/**/*.test.ts'],
  globalSetup: '../infra/testing/jest-product.mjs',
  globalTeardown: '../infra/testing/jest-database-end.mjs',
  testTimeout: 60_000,
  maxWorkers: '100%',
}
