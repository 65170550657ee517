import { BlockList, isIP } from 'node:net'

/** The networks named in a list such as `10.1.0.0/16, 192.168.7.4`; undefined when one of them is none. */
export function networksOf(text: string): BlockList | undefined {
  const list = new BlockList()
  for (const part of text.split(',').map((entry) => entry.trim())) {
    const [address = '', bits] = part.split('/')
    const family = isIP(address)
    const size = family === 6 ? 128 : 32
    if (family === 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= size))) return undefined
    list.addSubnet(address, bits === undefined ? size : Number(bits), family === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}
