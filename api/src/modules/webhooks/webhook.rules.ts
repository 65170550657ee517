import { type Viewer } from '../../platform/access/viewer.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type ChangeEntity, mayFollow } from '../changes/index.ts'

/** What an endpoint is told, and where. */
export interface EndpointContent {
  readonly name: string
  readonly url: string
  readonly entities: readonly ChangeEntity[]
  readonly organizationId: string | null
  readonly document: string | null
}

const longest = { name: 100, url: 2000 } as const

/** What is wrong with an endpoint, as far as it can be told without the database; `refuses` judges the address. */
export function contentErrors({ name, url, entities }: EndpointContent, owner: Viewer, refuses: (url: URL) => boolean): UserError[] {
  const errors: UserError[] = []
  if (name === '' || name.length > longest.name)
    errors.push(userError('INVALID', 'webhook.name', { field: 'name', params: { most: longest.name } }))
  const parsed = url.length <= longest.url && URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['https:', 'http:'].includes(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
    errors.push(userError('INVALID', 'webhook.url', { field: 'url', params: { most: longest.url } }))
  else if (refuses(parsed)) errors.push(userError('INVALID', 'webhook.address', { field: 'url' }))
  if (entities.length === 0) errors.push(userError('REQUIRED', 'webhook.entities', { field: 'entities' }))
  else if (!entities.every((entity) => mayFollow(owner, entity)))
    errors.push(userError('INVALID', 'webhook.entityForbidden', { field: 'entities' }))
  return errors
}

/** A program that may not be told of anything. Whoever registers an endpoint of his own was asked already. */
export function ownerErrors(owner: Viewer): UserError[] {
  return owner.can('webhooks:run') && owner.can('changes:read') ? [] : [userError('INVALID', 'webhook.owner', { field: 'apiClientId' })]
}
