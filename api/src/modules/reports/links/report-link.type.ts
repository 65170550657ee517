import { Max, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { RetryableInput } from '../../../platform/database/retryable.input.ts'
import { UserError } from '../../../platform/errors/user-error.type.ts'
import { DateTimeScalar } from '../../../platform/graph/scalars.ts'
import { ReportParameters } from '../definition/report-definition.type.ts'

export const ReportLinkStates = { LIVE: 'LIVE', EXPIRED: 'EXPIRED', REVOKED: 'REVOKED' } as const
export type ReportLinkState = keyof typeof ReportLinkStates
registerEnumType(ReportLinkStates, {
  name: 'ReportLinkState',
  description: 'Whether a link opens its report 「链接状态」.',
  valuesConfig: {
    LIVE: { description: 'It does 「有效」.' },
    EXPIRED: { description: 'Its time is over 「已过期」.' },
    REVOKED: { description: 'Its owner ended it 「已撤销」.' },
  },
})

@ObjectType('ReportLink', {
  description:
    'An address by which Excel or another program fetches a report as CSV, in the scope of whoever made it, as it is at that moment 「数据链接」. The address is told once.',
  simpleResolvers: true,
})
export class ReportLinkType {
  @Field(() => ID, { description: 'For revokeReportLink.' })
  id!: string

  @Field(() => String, { description: 'What it is for.' })
  name!: string

  @Field(() => ReportLinkStates, { description: 'Whether it opens the report.' })
  state!: ReportLinkState

  @Field(() => ReportParameters, { nullable: true, description: 'Of what and when; null for the report’s own parameters.' })
  parameters!: ReportParameters | null

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { description: 'Until when it opens the report.' })
  expiresAt!: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last used, to the minute; null for never.' })
  lastUsedAt!: string | null

  @Field(() => String, { nullable: true, description: 'From which address it was used then.' })
  lastUsedFrom!: string | null
}

@InputType({ description: 'A link to a report.' })
export class CreateReportLinkInput extends RetryableInput {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string

  @Field(() => String, { description: 'What it is for, 1 to 100 characters.' })
  name!: string

  @Field(() => ReportParameters, { nullable: true, description: 'Of what and when; what is absent is as in the report.' })
  @ValidateNested()
  parameters?: ReportParameters | null

  @Field(() => Int, { defaultValue: 90, description: 'For how many days it opens the report, 1 to 366.' })
  @Min(1)
  @Max(366)
  expiresInDays!: number
}

@InputType({ description: 'A link that is to open nothing any more.' })
export class RevokeReportLinkInput extends RetryableInput {
  @Field(() => ID, { description: 'The link, from `report { links { id } }`.' })
  linkId!: string
}

@ObjectType({ description: 'What became of a step with a link.', simpleResolvers: true })
export class ReportLinkPayload {
  linkId!: string | null

  @Field(() => ReportLinkType, { nullable: true, description: 'The link as it is now; null when there is none.' })
  link?: ReportLinkType | null

  @Field(() => String, {
    nullable: true,
    description:
      'The address of the new link: a path of this server, for GET. It is told this once: whoever has it sees the report; a repeated idempotency key gets null.',
  })
  url!: string | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was not.' })
  userErrors!: readonly UserError[]
}
