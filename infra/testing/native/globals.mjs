/** What tests import as `@jest/globals`: the runner's functions, with the time limits that it does not know. */

/** In milliseconds: what a test or a hook may take that names no time of its own. */
const patience = 60_000

const { describe, expect, jest } = globalThis
export { describe, expect, jest }

export const test = limited(globalThis.test)
export const it = test
export const [beforeAll, afterAll, beforeEach, afterEach] = ['beforeAll', 'afterAll', 'beforeEach', 'afterEach'].map(
  (hook) =>
    /** @type {(run: () => unknown, time?: number) => void} */
    (run, time) =>
      globalThis[hook](within(time, run, hook)),
)

function limited(register) {
  const one = (name, run, time) => register(name, within(time, run, name))
  one.each =
    (...table) =>
    (name, run, time) =>
      register.each(...table)(name, within(time, run, name))
  return one
}

function within(time = patience, run, name) {
  return async (...args) => {
    let timer
    const over = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${name}: not done after ${time} ms`)), time)
    })
    try {
      return await Promise.race([run(...args), over])
    } finally {
      clearTimeout(timer)
    }
  }
}
