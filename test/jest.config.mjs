import { native } from '../jest.base.mjs'

/** @type {import('jest').Config} */
export default {
  ...native,
  displayName: 'test',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/{contract,e2e,faults,support}/**/*.test.ts'],
  globalSetup: '../infra/testing/jest-product.mjs',
  globalTeardown: '../infra/testing/jest-database-end.mjs',
}
