import { pino, type DestinationStream, type Logger } from 'pino'

/**
 * The log: one JSON object a line. Cookies, credentials and variables never enter it; should a national ID or mobile number get into a
 * message all the same, the line is masked before it leaves the process.
 */
export function buildLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretPaths, censor: '[redacted]' },
    },
    { write: (line) => destination.write(masked(line)) },
  )
}

const secrets = [
  'cookie',
  'authorization',
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'secret',
  'nationalId',
  'phone',
  'variables',
  'parameters',
]
const secretPaths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*["set-${name}"]`])

/** Masks whatever looks like a national ID number or a mobile number. */
export function masked(text: string): string {
  return text
    .replace(/(?<![\da-zA-Z])(\d{3})\d{11,14}([\dXx])(?![\da-zA-Z])/g, '$1***$2')
    .replace(/(?<![\da-zA-Z])(1[3-9]\d)\d{4}(\d{4})(?![\da-zA-Z])/g, '$1****$2')
}
