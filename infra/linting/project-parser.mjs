import { readFileSync } from 'node:fs'
import { basename, dirname, extname } from 'node:path'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import vue from 'vue-eslint-parser'

/** Whether this process is a run over files as they are, not an editor's, which outlives them. */
const isRun = basename(process.argv[1] ?? '').startsWith('eslint')

/**
 * The parser for a project whose scripts stand in `.vue` files as well. TypeScript's service takes each of these for a file that has just changed,
 * makes the project anew and forgets every type that it knew; here the project is made once, of the scripts as the linter asks for them.
 *
 * @param {string} configFile the project's `tsconfig.json`
 */
export function parserOfProject(configFile) {
  /** @type {ts.Program | undefined} */
  let program
  return {
    ...tseslint.parser,
    /** @type {typeof tseslint.parser.parseForESLint} */
    parseForESLint(code, options) {
      // what stands in a template is parsed without types
      if (!isRun || !options?.projectService) return tseslint.parser.parseForESLint(code, options)
      program ??= programOf(configFile)
      // a text that was mended is newer than its file: that is the service's affair
      const isKnown = program.getSourceFile(options.filePath ?? '')?.text === code
      return tseslint.parser.parseForESLint(code, isKnown ? { ...options, projectService: undefined, programs: [program] } : options)
    },
  }
}

/** @param {string} configFile */
function programOf(configFile) {
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile)
  const extensions = [{ extension: '.vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }]
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile), {}, configFile, undefined, extensions)
  const ours = { ...options, allowNonTsExtensions: true }
  const host = ts.createCompilerHost(ours, true)
  const ofDisk = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...how) =>
    extname(name) === '.vue' ? ts.createSourceFile(name, scriptOf(name), how[0], true, ts.ScriptKind.TS) : ofDisk(name, ...how)
  return ts.createProgram(fileNames, ours, host)
}

/**
 * The script of a `.vue` file as the linter's parser hands it on, which puts two scripts, or the parameters of a generic component, together.
 *
 * @param {string} filePath
 */
function scriptOf(filePath) {
  let script = ''
  const parser = {
    ...tseslint.parser,
    /** @type {typeof tseslint.parser.parseForESLint} */
    parseForESLint(code, options) {
      if (options?.projectService) script = code
      return tseslint.parser.parseForESLint(code, { ...options, projectService: undefined })
    },
  }
  vue.parseForESLint(readFileSync(filePath, 'utf8'), { filePath, parser, sourceType: 'module', projectService: true })
  return script
}
