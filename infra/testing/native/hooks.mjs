import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transform } from '@swc/core'
import { swc } from '../swc.mjs'

/** Node's module hooks of a test worker: TypeScript through swc, and the sources of the workspace's packages instead of their builds. */

const globals = new URL('./globals.mjs', import.meta.url).href

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  // the package itself throws outside Jest's own virtual machine
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true }
  return specifier.startsWith('@qizhi/')
    ? next(specifier, { ...context, conditions: ['source', ...context.conditions] })
    : next(specifier, context)
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  const { pathname } = new URL(url)
  if (!url.startsWith('file:') || !pathname.endsWith('.ts')) return next(url, context)
  const filename = fileURLToPath(new URL(pathname, url))
  const { code } = await transform(await readFile(filename, 'utf8'), { ...swc, filename })
  return { format: 'module', source: code, shortCircuit: true }
}
