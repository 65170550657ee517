import { swc } from './infra/testing/swc.mjs'

/**
 * What every Jest project of the workspace shares: TypeScript through swc, native ES modules, and the sources of the workspace's packages
 * instead of their builds.
 */
export const base = {
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
}

/**
 * For suites of many files over many modules: each worker is a plain Node process that loads a module once, not once a file. Tests there share
 * what modules keep, as requests of one API process do.
 */
export const native = {
  runner: 'jest-light-runner/child-process',
  modulePathIgnorePatterns: ['/dist/'],
  transform: {},
  setupFiles: [`${import.meta.dirname}/infra/testing/native/setup.mjs`],
  maxWorkers: '100%',
}
