import { Field, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../../platform/graph/page.type.ts'
import { DateScalar, DateTimeScalar } from '../../../platform/graph/scalars.ts'
import { OrganizationType } from '../../organizations/index.ts'
import { ReportDefinition } from '../definition/report-definition.type.ts'
import { ReportAuthorType, ReportType } from '../report.type.ts'
import { ReportRunType, ReportTableType } from '../table/report-result.type.ts'
import { SnapshotFactsKept, SnapshotFaults } from './snapshot.enums.ts'
import { type SnapshotFacts } from './snapshot-document.ts'
import { type SnapshotFault } from './snapshot-proof.ts'

@ObjectType('SnapshotSigningKey', {
  description: 'The public key by which anybody can prove the signatures of snapshots, without this system 「签名公钥」.',
  simpleResolvers: true,
})
export class SnapshotSigningKeyType {
  @Field(() => String, { description: 'The short name of the key: the beginning of the SHA-256 of its base64.' })
  id!: string

  @Field(() => String, { description: '`Ed25519`.' })
  algorithm!: string

  @Field(() => String, { description: 'The 32 bytes of the key in base64.' })
  publicKey!: string

  @Field(() => String, { description: 'The same as PEM (SubjectPublicKeyInfo), for OpenSSL and others.' })
  pem!: string
}

@ObjectType('SnapshotVerification', {
  description: 'Whether a snapshot is what was frozen, proved anew each time it is asked for 「校验结果」.',
  simpleResolvers: true,
})
export class SnapshotVerificationType {
  @Field(() => Boolean, { description: 'Whether digest and signature hold, and with them everything that was frozen.' })
  holds!: boolean

  @Field(() => [SnapshotFaults], { description: 'What does not; empty when everything holds.' })
  faults!: SnapshotFault[]

  @Field(() => String, {
    description: 'SHA-256, in hex, of the canonical form (RFC 8785) of the header, which holds the digests of all else.',
  })
  digest!: string

  @Field(() => String, { description: 'The Ed25519 signature, in base64, of `qizhi.report-snapshot.1 sha256:<digest>`.' })
  signature!: string

  @Field(() => SnapshotSigningKeyType, { description: 'The key of this installation.' })
  key!: SnapshotSigningKeyType
}

@ObjectType('ReportSnapshot', {
  implements: NodeType,
  description:
    'The result of a report at a moment, frozen and signed; nothing about it ever changes. Shown to whoever is shown the report, or took it, and may see today all that it holds 「报表快照」.',
  simpleResolvers: true,
})
export class ReportSnapshotType extends NodeType {
  @Field(() => String, { description: 'What the report was called then.' })
  name!: string

  @Field(() => ReportType, { nullable: true, description: 'The report as it is now; null where the viewer is not shown it.' })
  report!: object | null

  @Field(() => Int, { description: 'The version of the report whose result it is 「报表版本」.' })
  reportVersion!: number

  @Field(() => ReportDefinition, { description: 'What that version counts, and how it is laid out.' })
  definition!: ReportDefinition

  @Field(() => ReportRunType, { description: 'What the parameters came to.' })
  run!: ReportRunType

  @Field(() => OrganizationType, { nullable: true, description: 'The organisation that it is of; null when none was named 「统计组织」.' })
  organization!: object | null

  @Field(() => Boolean, { description: 'Whether whoever took it might count everywhere.' })
  everywhere!: boolean

  @Field(() => [OrganizationType], {
    description: 'Where whoever took it might count: these and all below them; none when `everywhere` 「统计时的管理范围」.',
  })
  scope!: object[]

  @Field(() => ReportAuthorType, { description: 'Who took it, by the name of that time 「制作人」.' })
  takenBy!: ReportAuthorType

  @Field(() => DateTimeScalar, { description: 'The moment of which it is 「快照时点」.' })
  takenAt!: string

  @Field(() => DateScalar, { description: 'That day in Asia/Shanghai: “today” of the report.' })
  takenOn!: string

  @Field(() => String, { nullable: true, description: 'What it was taken for 「说明」.' })
  note!: string | null

  @Field(() => String, {
    description: 'The version of the rule book under which it was taken: the beginning of the SHA-256 of its text 「规则库版本」.',
  })
  ruleBook!: string

  @Field(() => SnapshotFactsKept, { description: 'Whether changes can be explained by rows.' })
  facts!: SnapshotFacts

  @Field(() => Int, { description: 'How many rows were kept behind the figures.' })
  factCount!: number

  @Field(() => String, { description: 'SHA-256, in hex; see `verification`.' })
  digest!: string

  @Field(() => ReportTableType, { description: 'The frozen table, in the language of the request.' })
  table!: object

  @Field(() => SnapshotVerificationType, { complexity: 50, description: 'Whether digest and signature hold.' })
  verification!: object
}

export const ReportSnapshotConnection = connectionType('ReportSnapshot', () => ReportSnapshotType, 'snapshots of a report')
