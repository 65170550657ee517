import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator'
import { ArgsType, Field, ID, ObjectType } from 'type-graphql'
import { ReportDefinition, ReportParameters } from '../definition/report-definition.type.ts'

@ObjectType('ReportLedger', {
  description: 'The very rows behind a figure of a report; which of the fields has them is told by what the report counts 「台账」.',
  simpleResolvers: true,
})
export class ReportLedgerType {}

@ArgsType()
export class ReportLedgerArgs {
  @Field(() => ID, { nullable: true, description: 'The report; without it, `definition`.' })
  id?: string | null

  @Field(() => ReportDefinition, { nullable: true, description: 'What is not kept as a report; without it, `id`.' })
  @IsOptional()
  @ValidateNested()
  definition?: ReportDefinition | null

  @Field(() => ReportParameters, { nullable: true, description: 'As in `reportResult`.' })
  parameters?: ReportParameters | null

  @Field(() => [String], { nullable: 'items', defaultValue: [], description: '`keys` of the row in the table; none for the totals.' })
  @ArrayMaxSize(10)
  rowKeys!: (string | null)[]

  @Field(() => [String], {
    nullable: 'items',
    defaultValue: [],
    description: '`keys` of the column in the table; none for the total of all columns.',
  })
  @ArrayMaxSize(10)
  columnKeys!: (string | null)[]
}
