import { Field, ID, ObjectType } from 'type-graphql'
import { type Viewer } from '../../platform/access/viewer.ts'

/** Who asks. The values below are columns of the account; the rest is found by resolvers. */
@ObjectType('Viewer', { description: 'Whoever is signed in 「当前用户」.', simpleResolvers: true })
export class ViewerType {
  @Field(() => ID, { description: 'The account.' })
  id!: string

  @Field(() => String, { description: 'What is typed to sign in 「用户名」.' })
  username!: string

  @Field(() => String, { description: 'What colleagues are shown 「姓名」.' })
  displayName!: string

  /** For the resolvers of the other fields. */
  viewer!: Viewer
}

/** The viewer's public face. */
export function viewerType(viewer: Viewer): ViewerType {
  return { id: viewer.accountId, username: viewer.username, displayName: viewer.displayName, viewer }
}
