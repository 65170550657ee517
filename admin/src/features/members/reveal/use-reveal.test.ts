/** @jest-environment jsdom */
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client/core'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { provideApolloClient } from '@vue/apollo-composable'
import { type EffectScope, effectScope } from 'vue'
import { useReveal } from './use-reveal.ts'

const number = '119909199312102198'
let sent: Record<string, unknown>[]
let client: ApolloClient<unknown>
let scope: EffectScope
let deeds: number

beforeEach(() => {
  jest.useFakeTimers()
  sent = []
  deeds = 0
  const link = new ApolloLink((operation) => {
    sent.push(operation.variables['input'] as Record<string, unknown>)
    return Observable.of({ data: { revealMember: { __typename: 'RevealMemberPayload', nationalId: number, phone: null, userErrors: [] } } })
  })
  client = new ApolloClient({ link, cache: new InMemoryCache() })
  provideApolloClient(client)
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  jest.useRealTimers()
})

async function aRevealedNumber() {
  const reveal = scope.run(() =>
    useReveal(
      () => 'm1',
      () => 'NATIONAL_ID',
      () => deeds++,
    ),
  )!
  reveal.form.values.purpose = ' 核对身份信息 '
  await reveal.form.submit()
  return reveal
}

describe('a revealed number', () => {
  test('is asked for with its purpose, and tells the page that the history has grown', async () => {
    const { number: shown } = await aRevealedNumber()
    expect(sent).toEqual([{ memberId: 'm1', fields: ['NATIONAL_ID'], purpose: '核对身份信息' }])
    expect(shown.value).toBe(number)
    expect(deeds).toBe(1)
  })

  test('counts down and is gone after half a minute', async () => {
    const { number: shown, secondsLeft } = await aRevealedNumber()
    expect(secondsLeft.value).toBe(30)
    jest.advanceTimersByTime(12_000)
    expect(secondsLeft.value).toBe(18)
    expect(shown.value).toBe(number)
    jest.advanceTimersByTime(18_000)
    expect(shown.value).toBeUndefined()
  })

  test('is gone when it is hidden, or its page is left', async () => {
    const first = await aRevealedNumber()
    first.hide()
    expect(first.number.value).toBeUndefined()
    const second = await aRevealedNumber()
    scope.stop()
    expect(second.number.value).toBeUndefined()
  })

  test('stays out of the cache', async () => {
    await aRevealedNumber()
    expect(JSON.stringify(client.extract())).not.toContain(number)
  })
})
