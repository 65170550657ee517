import { compileScript, parse } from '@vue/compiler-sfc'
import { transformSync } from '@swc/core'

/** Lets Jest import single-file components: the template is compiled into the script; styles do not matter here. */
export default {
  process(source, filename) {
    const { descriptor } = parse(source, { filename })
    const { content } = compileScript(descriptor, { id: filename, inlineTemplate: true })
    return transformSync(content, {
      filename: `${filename}.ts`,
      sourceMaps: 'inline',
      module: { type: 'es6' },
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    })
  },
}
