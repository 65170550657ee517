import { describe, expect, it } from '@jest/globals'
import { endpointPause, patience, pauseAfter } from './retry.rules.ts'

describe('the pause before a delivery is tried again', () => {
  it.each([
    [1, 5],
    [2, 20],
    [3, 80],
    [7, 20_480],
    [8, 12 * 3600],
    [400, 12 * 3600],
  ])('after attempt %i is %i seconds, a quarter more or less', (attempt, seconds) => {
    expect([0, 0.5, 1].map((chance) => pauseAfter(attempt, chance))).toEqual([seconds * 0.75, seconds, seconds * 1.25])
  })

  it('leaves room for a dozen attempts in three days', () => {
    let [passed, attempts] = [0, 0]
    while (passed < patience) passed += pauseAfter((attempts += 1), 0.5)
    expect(attempts).toBe(13)
  })
})

describe('the pause of an endpoint', () => {
  it('doubles up to ten minutes', () => {
    expect([1, 2, 7, 8, 99].map((failures) => endpointPause(failures, null, 0.5))).toEqual([5, 10, 320, 600, 600])
  })

  it('is as long as the receiver asks for, up to a day', () => {
    expect([4, 6, 86_400, 86_401].map((asked) => endpointPause(1, asked, 0.5))).toEqual([5, 6, 86_400, 86_400])
  })
})
