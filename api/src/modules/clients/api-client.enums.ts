import { registerEnumType } from 'type-graphql'

export const ApiKeyStates = { LIVE: 'LIVE', EXPIRED: 'EXPIRED', REVOKED: 'REVOKED' } as const
export type ApiKeyState = keyof typeof ApiKeyStates
registerEnumType(ApiKeyStates, {
  name: 'ApiKeyState',
  description: 'Whether a key is taken 「密钥状态」.',
  valuesConfig: {
    LIVE: { description: 'It is 「有效」.' },
    EXPIRED: { description: 'Its time is over 「已过期」.' },
    REVOKED: { description: 'Somebody ended it 「已吊销」.' },
  },
})

export const ApiClientActions = { UPDATE: 'UPDATE', CREATE_KEY: 'CREATE_KEY', DISABLE: 'DISABLE', ENABLE: 'ENABLE' } as const
export type ApiClientAction = keyof typeof ApiClientActions
registerEnumType(ApiClientActions, {
  name: 'ApiClientAction',
  description: 'What a viewer may do with an API client.',
  valuesConfig: {
    UPDATE: { description: 'Change what it is and may 「修改」.' },
    CREATE_KEY: { description: 'Make another key: it has fewer than two that are live 「新建密钥」.' },
    DISABLE: { description: 'Keep it out at once 「停用」.' },
    ENABLE: { description: 'Let it in again 「启用」.' },
  },
})
