import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** What a server shows, and what it proves it with, as PEM. */
export interface TestCertificate {
  readonly cert: string
  readonly key: string
}

/** An authority of one's own, as an operator's network may have: nobody trusts it who was not told to. */
export interface TestAuthority {
  /** Its own certificate, as PEM. */
  readonly cert: string
  /** A certificate for a server at an IPv4 address or of a name. */
  issue(server: string): TestCertificate
}

/** An authority that is a day old and lasts another: made anew each time, nothing of it has to be renewed in a year. */
export function aTestAuthority(): TestAuthority {
  const name = 'Qizhi test authority'
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const constraints = sequence(objectId('2.5.29.19'), der(0x01, Buffer.from([0xff])), der(0x04, sequence(der(0x01, Buffer.from([0xff])))))
  const certificate = (subject: string, key: KeyObject, extension: Buffer) => {
    const content = sequence(
      der(0xa0, der(0x02, Buffer.from([2]))),
      der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
      ecdsaWithSha256,
      commonName(name),
      sequence(moment(-1), moment(1)),
      commonName(subject),
      key.export({ format: 'der', type: 'spki' }),
      der(0xa3, sequence(extension)),
    )
    const signature = sign('sha256', content, own.privateKey)
    const whole = sequence(content, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
    return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n').trim()}\n-----END CERTIFICATE-----\n`
  }
  return {
    cert: certificate(name, own.publicKey, constraints),
    issue: (server) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const address = /^\d+(\.\d+){3}$/.test(server)
      const names = sequence(address ? der(0x87, Buffer.from(server.split('.').map(Number))) : der(0x82, Buffer.from(server)))
      return {
        cert: certificate(server, publicKey, sequence(objectId('2.5.29.17'), der(0x04, names))),
        key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      }
    },
  }
}

/** A value in DER: what it is, how long, and its content. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = rest.flatMap((part) => {
    const groups = [part & 0x7f]
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
    return groups
  })
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]))
}

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))

function commonName(text: string): Buffer {
  return sequence(der(0x31, sequence(objectId('2.5.4.3'), der(0x0c, Buffer.from(text)))))
}

/** So many days from now, as UTCTime. */
function moment(days: number): Buffer {
  const at = new Date(Date.now() + days * 86_400_000)
  return der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
}
