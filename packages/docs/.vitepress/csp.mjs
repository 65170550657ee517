import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Scripts that VitePress would put into the pages, by the name of the file in which they stand instead. */
const scripts = new Map()

/** The content security policy knows no inline scripts and styles: scripts become files, and the few styles stand in the theme's stylesheet. */
export function externalScripts(html) {
  return html
    .replaceAll(/<script id="([\w-]+)">(.*?)<\/script>/gs, (_whole, id, text) => {
      const name = `assets/${id}.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.js`
      scripts.set(name, text)
      return `<script src="/docs/${name}"></script>`
    })
    .replaceAll(/ style="(--vp-vh:0px;|position:relative;)"/g, '')
}

export function writeScripts(directory) {
  for (const [name, text] of scripts) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}
