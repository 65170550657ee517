import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import { join } from 'node:path'
import { parserOfProject } from './infra/linting/project-parser.mjs'

/**
 * Values enter SQL as parameters. A template literal with expressions, or a concatenation, handed to one of these is how an injection
 * begins: TypeORM passes such strings on as they are.
 */
const sqlVerbs =
  '/^(query|orderBy|addOrderBy|where|andWhere|orWhere|having|andHaving|orHaving|groupBy|addGroupBy|addSelect|distinctOn|(left|inner)Join(AndSelect|AndMap(One|Many))?|Raw)$/'
const built = [':matches(TemplateLiteral[expressions.length>0], BinaryExpression[operator="+"])']
const sqlMessage = 'Values go into SQL as parameters ($1, :name); names go through platform/graph or platform/database.'
const noBuiltSql = built.flatMap((expression) => [
  { selector: `CallExpression[callee.property.name=${sqlVerbs}] > ${expression}`, message: sqlMessage },
  { selector: `CallExpression[callee.name=${sqlVerbs}] > ${expression}`, message: sqlMessage },
  { selector: `CallExpression[callee.object.name="tx"][callee.property.name="send"] > ${expression}`, message: sqlMessage },
  {
    selector: `CallExpression[callee.property.name="query"] > ObjectExpression > Property[key.name="text"] > ${expression}`,
    message: sqlMessage,
  },
])

const adminParser = parserOfProject(join(import.meta.dirname, 'admin/tsconfig.json'))

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/coverage/**', '.data/**', 'admin/src/gql/**', 'packages/client/src/generated/**', 'admin/components.d.ts', 'test/screenshots/**'],
  },
  js.configs.recommended,
  { rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }] } },
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      // a promise as an event handler or a resolver is how Vue, Fastify and TypeGraphQL are used
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // it does not see the assertions that steer inference, and cannot know those for vue-tsc
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // an interface may ask for a promise that its implementation has no need to wait for
      '@typescript-eslint/require-await': 'off',
      // graphql-js compares the kinds of its nodes with their names, and so do we
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // an empty interface that extends a type gives it a name in messages and declarations
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      'no-restricted-syntax': ['error', ...noBuiltSql],
    },
  },
  {
    // The two places that make SQL out of declared names, and the files that define the tables.
    files: ['api/src/platform/graph/**', 'api/src/platform/database/**', 'api/migrations/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.test.ts', 'api/src/testing/**', 'test/**/*.ts'],
    rules: {
      // every test that is written runs
      'no-restricted-properties': [
        'error',
        ...['test', 'it', 'describe'].flatMap((object) => ['only', 'skip', 'todo'].map((property) => ({ object, property }))),
      ],
      'no-restricted-syntax': 'off',
      // answers of a GraphQL endpoint and of JSON.parse are `any`: a test states what it expects of them
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['**/*.vue'] })),
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: adminParser }, globals: globals.browser },
    rules: {
      // layout is prettier's
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      // a part may be given the composable that it belongs to, and use it
      'vue/no-mutating-props': ['error', { shallowOnly: true }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      // TypeScript knows names better
      'no-undef': 'off',
    },
  },
  { files: ['admin/**/*.ts'], languageOptions: { parser: adminParser } },
  {
    // The linter takes every component for `any`, and the functions of composables for methods; vue-tsc checks these files with their real types.
    files: ['admin/**/*.vue', 'admin/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    ignores: ['admin/public/**'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['admin/public/**/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
  },
)
