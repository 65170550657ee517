import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql'
import { type SigningKey } from '../../../platform/crypto/signing-key.ts'
import { answered, type Connection, PageArgs } from '../../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../../platform/http/context.ts'
import { ReportType } from '../report.type.ts'
import { type FoundSnapshot, snapshotFaults } from './snapshot-proof.ts'
import { snapshotGraph } from './snapshot.graph.ts'
import { TakeSnapshotInput, TakeSnapshotPayload } from './snapshot.inputs.ts'
import { type SnapshotService } from './snapshot.service.ts'
import { ReportSnapshotConnection, ReportSnapshotType, SnapshotSigningKeyType, SnapshotVerificationType } from './snapshot.type.ts'

@Resolver(() => ReportSnapshotType)
export class SnapshotResolver {
  constructor(private readonly key: SigningKey) {}

  @Query(() => ReportSnapshotType, {
    nullable: true,
    description:
      'A frozen result of a report 「报表快照」. Errors: NOT_FOUND for an unknown id, and for one of which the viewer may not see everything.',
  })
  reportSnapshot(
    @Arg('id', () => ID, { description: 'The snapshot’s id.' }) id: string,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.found(snapshotGraph, info, id)
  }

  @Authorized('reports:read')
  @Query(() => SnapshotSigningKeyType, {
    description:
      'The public key of this installation: what others prove signatures of snapshots with, also without this system 「签名公钥」.',
  })
  snapshotSigningKey() {
    return keyType(this.key)
  }

  @FieldResolver(() => SnapshotVerificationType)
  verification(@Root() row: { readonly verification: FoundSnapshot }) {
    const found = row.verification
    const faults = snapshotFaults(found, this.key.public)
    return { holds: faults.length === 0, faults, digest: found.digest, signature: found.signature, key: keyType(this.key) }
  }
}

@Resolver(() => ReportType)
export class ReportSnapshotsResolver {
  @FieldResolver(() => ReportSnapshotConnection, {
    description: 'Its frozen results, those of which the viewer may see everything, the latest first 「报表快照」.',
  })
  snapshots(@Root() row: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<ReportSnapshotType>>(row, info)
  }
}

@Resolver(() => TakeSnapshotPayload)
export class TakeSnapshotResolver {
  constructor(private readonly snapshots: SnapshotService) {}

  @Authorized('reports:write')
  @Mutation(() => TakeSnapshotPayload, {
    description:
      'Freezes what a report comes to now, in the viewer’s own scope, with digest and signature; it stays for ever 「制作快照」. Needs reports:write and counts:read. Errors: NOT_FOUND for a report that the viewer is not shown.',
  })
  takeSnapshot(
    @Arg('input', () => TakeSnapshotInput, { description: 'Of which report.' }) input: TakeSnapshotInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.snapshots.take(context, input)
  }

  @FieldResolver(() => ReportSnapshotType, { nullable: true, description: 'The snapshot; null when it was refused.' })
  snapshot(@Root() { snapshotId }: TakeSnapshotPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return snapshotId === null ? null : reader.byId(snapshotGraph, info, snapshotId)
  }
}

function keyType({ public: key }: SigningKey): SnapshotSigningKeyType {
  return { id: key.id, algorithm: 'Ed25519', publicKey: key.base64, pem: key.pem }
}
