/**
 * A generator that is told as soon as nobody wants more of it. By itself one learns that at its next `yield` only, so what waits for something
 * that never happens would wait for ever.
 */
export function leavable<Value>(
  generate: (leaving: AbortSignal) => AsyncGenerator<Value, void, undefined>,
): AsyncGenerator<Value, void, undefined> {
  const leaving = new AbortController()
  const generator = generate(leaving.signal)
  const end = generator.return.bind(generator)
  generator.return = (value) => {
    leaving.abort()
    return end(value)
  }
  return generator
}
