import { defineConfig } from 'vitepress'
import { classesForStyles, codeTheme } from './code.mjs'
import { externalScripts, writeScripts } from './csp.mjs'
import { english, chinese, reference } from './languages.mjs'

export default defineConfig({
  base: '/docs/',
  srcDir: 'site',
  outDir: 'dist',
  cleanUrls: true,
  // to switch without a transition, a style would be put into the page, which the content security policy forbids
  appearance: { disableTransition: false },
  title: '旗帜 Qizhi',
  ...chinese,
  // not by VitePress's locales: each of them has a search of its own, and the reference would have to be built for each
  additionalConfig: { '/en/': english, '/reference/': reference },
  head: [['link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }]],
  markdown: { theme: codeTheme, codeTransformers: [classesForStyles] },
  transformHtml: externalScripts,
  buildEnd: ({ outDir }) => writeScripts(outDir),
  vite: { build: { chunkSizeWarningLimit: 2_000, assetsInlineLimit: 0, modulePreload: { polyfill: false } }, publicDir: false },
})
