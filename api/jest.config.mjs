import { base } from '../jest.base.mjs'

/** @type {import('jest').Config} */
export default {
  ...base,
  displayName: 'api',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/migrations/**/*.test.ts'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '../infra/testing/jest-database.mjs',
  globalTeardown: '../infra/testing/jest-database-end.mjs',
  testTimeout: 60_000,
  maxWorkers: '100%',
}
