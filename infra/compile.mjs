import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The root of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Compiles what changed in the given packages and in those that they refer to; true when the compiler had nothing to complain of.
 *
 * @param {readonly string[]} projects folders below the root
 * @param {import('node:child_process').StdioOptions} [stdio]
 */
export async function compile(projects = ['.'], stdio = 'inherit') {
  // what the client's types are made of is not in git; nothing is done where nothing has changed
  if (projects.includes('.')) await import(pathToFileURL(join(root, 'packages/client/generate.mjs')).href)
  const script = join(root, 'node_modules/typescript7/lib/getExePath.js')
  if (!existsSync(script)) {
    console.error('依赖尚未安装，请先运行：npx --yes pnpm@12 install\nThe dependencies are not installed; run: npx --yes pnpm@12 install')
    process.exit(1)
  }
  const { default: compiler } = await import(pathToFileURL(script).href)
  // the executable itself: the package's own script passes no signal on to it
  const child = spawn(compiler(), ['-b', ...projects], { cwd: root, stdio })
  return await new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve(code === 0)))
}
