import { createServer } from 'node:net'
import { Problem } from '../database/problem.ts'

/** Refuses a port that somebody else listens on, before anything is built or started. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  // a number that is no port is the API's to refuse, as every other value that makes no sense
  if (!Number.isInteger(port) || port < 1 || port > 65535) return
  if (await isTaken(host, port)) throw takenPort(port)
}

function takenPort(port: number): Problem {
  return new Problem(
    `端口 ${port} 已被占用。请停止占用它的程序，或用 QIZHI_PORT 另指定端口。`,
    `Port ${port} is in use. Stop the program that holds it, or name another port in QIZHI_PORT.`,
  )
}

function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    // any other error is the API's to report, which knows what is wrong with the address
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE'))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(false)))
  })
}
