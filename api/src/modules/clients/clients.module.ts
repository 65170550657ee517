import { defineModule, type Platform } from '../../platform/module.ts'
import { type SignInThrottle } from '../accounts/index.ts'
import { ApiClient, ApiClientUse, ApiKey, DeprecatedUse } from './api-client.entity.ts'
import { apiClientGraph } from './api-client.graph.ts'
import { ApiClientChangeResolver, ApiClientResolver } from './api-client.resolver.ts'
import { ApiClientService } from './api-client.service.ts'
import { ApiKeyMaker, ApiKeyService } from './api-key.service.ts'
import { ClientUse } from './client-use.ts'
import { clientTexts } from './clients.texts.ts'
import { removeExpiredTokens, TokenIssue } from './oauth-token.service.ts'

interface Upstream {
  readonly throttle: SignInThrottle
}

/** API clients: programs with accounts, keys and scopes of their own. How they are recognised is the accounts' affair. */
export function clientsModule({ config, database, dataSource, writer }: Platform, { throttle }: Upstream) {
  const environment = config.sandbox ? 'test' : 'live'
  const keys = new ApiKeyMaker(environment)
  return defineModule({
    name: 'clients',
    entities: [ApiClient, ApiKey, ApiClientUse, DeprecatedUse],
    resolvers: [new ApiClientResolver(), new ApiClientChangeResolver(new ApiClientService(writer, keys), new ApiKeyService(writer, keys))],
    nodes: [apiClientGraph],
    texts: clientTexts,
    jobs: [{ name: 'remove-expired-tokens', schedule: '17 * * * *', run: () => removeExpiredTokens(dataSource) }],
    tokens: new TokenIssue({ dataSource, database, writer, throttle, environment }),
    use: new ClientUse(database),
  })
}
