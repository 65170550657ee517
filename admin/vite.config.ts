import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vite'
import { documentsApart } from './build/documents-apart.ts'

/** Where the API listens during development; in production it serves these files itself. */
const api = process.env['QIZHI_API'] ?? 'http://127.0.0.1:4000'

export default defineConfig(({ command }) => ({
  // what only development, the options API or the legacy API of vue-i18n needs is left out of the build
  define: {
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    // texts are functions: app/i18n/gather.ts
    __INTLIFY_DROP_MESSAGE_COMPILER__: true,
    ...(command === 'build' && { 'globalThis.__DEV__': false }),
  },
  plugins: [
    documentsApart(),
    // every component, ours and Element Plus', says what it does in `setup`
    vue({ features: { optionsAPI: false } }),
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@ctrl/tinycolor': fileURLToPath(new URL('src/app/theme/no-button-colours.ts', import.meta.url)) } },
  server: {
    port: Number(process.env['PORT'] ?? 5173),
    strictPort: true,
    proxy: {
      '/graphql': { target: api, ws: true },
      '/files': api,
      '/docs': api,
      // only the download: /imports/<id> itself is a page of the admin
      '^/imports/[^/]+/[^/]+\\.csv$': api,
      '^/reports/([^/]+/)?file(\\?.*)?$': api,
    },
  },
  build: {
    target: 'es2022',
    // inlined fonts and images would need `data:` in the content security policy
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // what a page loads: test/contract/first-load.test.ts
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules[\\/](\.pnpm[\\/])?(@vue\+|vue@|vue-router|pinia|vue-i18n|@intlify|@vueuse)/ },
            {
              name: 'apollo',
              // of graphql what prints documents: parsing them, and the schema, is the explorer's, and comes with it
              test: /node_modules[\\/](\.pnpm[\\/])?(@apollo|@vue\+apollo|graphql@[^\\/]+[\\/]node_modules[\\/]graphql[\\/](language[\\/](ast|kinds|visitor|printer|blockString|printString|characterClasses)|jsutils[\\/](devAssert|inspect|invariant))\.|zen-observable|optimism|@wry|ts-invariant|symbol-observable)/,
            },
          ],
        },
      },
    },
  },
}))
