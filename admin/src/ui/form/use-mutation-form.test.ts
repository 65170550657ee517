/** @jest-environment jsdom */
import { beforeEach, describe, expect, test } from '@jest/globals'
import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable, type TypedDocumentNode } from '@apollo/client/core'
import { provideApolloClient } from '@vue/apollo-composable'
import { effectScope } from 'vue'
import { notices } from '../feedback/notices.ts'
import { type FieldError, useMutationForm } from './use-mutation-form.ts'

interface Input {
  name: string
  idempotencyKey?: string
}
interface Payload {
  userErrors: FieldError[]
}
const document = gql`
  mutation Rename($input: RenameInput!) {
    rename(input: $input) {
      userErrors {
        code
      }
    }
  }
` as TypedDocumentNode<{ rename: Payload }, { input: Input }>

type Answer = FieldError[] | Error
let answers: Answer[]
let sent: Input[]

/** A form before an API that gives the prepared answers, one after the other. */
function aForm(options: { undo?: () => Promise<unknown>; refresh?: () => Promise<unknown> } = {}) {
  const link = new ApolloLink((operation) => {
    sent.push(operation.variables['input'] as Input)
    const answer = answers.shift() ?? []
    return new Observable((observer) => {
      if (answer instanceof Error) return observer.error(answer)
      observer.next({
        data: { rename: { __typename: 'RenamePayload', userErrors: answer.map((error) => ({ __typename: 'UserError', ...error })) } },
      })
      observer.complete()
    })
  })
  provideApolloClient(new ApolloClient({ link, cache: new InMemoryCache() }))
  const done: string[] = []
  const form = effectScope().run(() =>
    useMutationForm({
      document,
      initial: () => ({ name: '第一支部' }),
      input: ({ name }) => ({ name }),
      payload: (data) => data.rename,
      success: (_, { name }) => `已更名为“${name}”。`,
      done: (_, { name }) => done.push(name),
      ...(options.undo && { undo: () => options.undo }),
      ...(options.refresh && { refresh: options.refresh }),
    }),
  )!
  return { form, done }
}

const taken: FieldError = { code: 'ALREADY_EXISTS', field: ['input', 'name'], message: '名称已被使用。' }
const stale: FieldError = { code: 'STALE_VERSION', field: ['version'], message: '已被他人修改。' }

beforeEach(() => {
  answers = []
  sent = []
  notices.splice(0)
})

describe('a form that sends a mutation', () => {
  test('success is said in words, with the way back where there is one', async () => {
    const { form, done } = aForm({ undo: () => Promise.resolve() })
    form.values.name = '第二支部'
    expect(await form.submit()).toBe(true)
    expect(done).toEqual(['第二支部'])
    expect(notices).toMatchObject([{ tone: 'success', text: '已更名为“第二支部”。' }])
    expect(notices[0]?.undo).toBeDefined()
  })

  test('a refusal stands at its field when the field is on the screen', async () => {
    const { form, done } = aForm()
    answers = [[taken]]
    form.claim('name')
    expect(await form.submit()).toBe(false)
    expect(form.errorsOf('name')).toMatchObject([taken])
    expect(form.general).toEqual([])
    expect(done).toEqual([])
  })

  test('a refusal of a field that is not on the screen stands above the form', async () => {
    const { form } = aForm()
    answers = [[taken]]
    await form.submit()
    expect(form.general).toMatchObject([taken])
  })

  test('somebody else’s change is a conflict, which looking at the current state settles', async () => {
    let looked = 0
    const { form } = aForm({ refresh: () => Promise.resolve(void looked++) })
    answers = [[stale]]
    await form.submit()
    expect(form.conflict).toBe(true)
    expect(form.general).toEqual([])
    await form.resolveConflict()
    expect(looked).toBe(1)
    expect(form.conflict).toBe(false)
    expect(form.values.name).toBe('第一支部')
  })

  test('what was lost on the way is sent again under the same key, something else under another', async () => {
    const { form } = aForm()
    answers = [new Error('connection lost'), new Error('connection lost'), []]
    expect(await form.submit()).toBe(false)
    expect(await form.submit()).toBe(false)
    form.values.name = '第三支部'
    expect(await form.submit()).toBe(true)
    const [first, second, third] = sent.map((input) => input.idempotencyKey)
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  test('an answered attempt is over: the same values again are a new one', async () => {
    const { form } = aForm()
    answers = [[taken], []]
    await form.submit()
    await form.submit()
    expect(sent[0]?.idempotencyKey).not.toBe(sent[1]?.idempotencyKey)
  })

  test('while it is busy, it is sent once', async () => {
    const { form } = aForm()
    const results = await Promise.all([form.submit(), form.submit()])
    expect(results).toEqual([true, false])
    expect(sent).toHaveLength(1)
  })

  test('resetting forgets what was typed and refused', async () => {
    const { form } = aForm()
    answers = [[taken]]
    form.values.name = 'x'
    await form.submit()
    form.reset()
    expect(form.values.name).toBe('第一支部')
    expect(form.general).toEqual([])
  })
})
