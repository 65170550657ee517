import { native } from '../jest.base.mjs'

/** @type {import('jest').Config} */
export default {
  ...native,
  displayName: 'api',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/migrations/**/*.test.ts'],
  setupFiles: [...native.setupFiles, 'reflect-metadata'],
  globalSetup: '../infra/testing/jest-database.mjs',
  globalTeardown: '../infra/testing/jest-database-end.mjs',
}
