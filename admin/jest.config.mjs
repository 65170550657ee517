import { base } from '../jest.base.mjs'

/** What the pages decide; how they look and behave is tested in Chromium. @type {import('jest').Config} */
export default {
  ...base,
  displayName: 'admin',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts', '.vue'],
  moduleFileExtensions: ['js', 'mjs', 'ts', 'json', 'vue'],
  transform: { ...base.transform, '\\.vue$': '<rootDir>/vue-jest-transform.mjs' },
}
