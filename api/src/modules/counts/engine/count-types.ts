import { IsOptional, ValidateNested } from 'class-validator'
import { ArgsType, type ClassType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { CountArgs, CountDifference, CountRange } from './count.type.ts'
import { constantOf } from './groups.ts'
import { type CountModel, type Measure } from './model.ts'

/** What the arguments of a count come to in the code. */
export type CountArguments = CountArgs & {
  readonly filter?: object | null
  readonly by: string[]
  readonly having?: Record<string, CountRange | null> | null
  readonly orderBy: string
}

/** The GraphQL types of a count, after its model: `ActivityCounts`, `ActivityCountRow`, `ActivityDimension` and so on. */
export function countTypes(model: CountModel, filter: ClassType, which: string) {
  const Dimensions = dimensionEnum(model)
  const Totals = totalsType(model)
  const Row = rowType(model, Totals)
  const Having = havingType(model)
  const Orders = orderEnum(model)

  @ObjectType(`${model.noun}Counts`, {
    description: `${capital(model.plural.en)} counted by dimensions 「${model.plural.zh}统计」.`,
    simpleResolvers: true,
  })
  class Counts {
    @Field(() => [Row], { description: 'The groups, in order, at most `first`. Without dimensions one row.' })
    rows!: object[]

    @Field(() => Int, { description: 'How many groups there are in all that `having` lets through.' })
    rowCount!: number

    @Field(() => Totals, {
      description:
        'The whole of the groups that `having` lets through. Equal to the sum of the rows and the rest, but for different persons: one may stand in several rows.',
    })
    totals!: object

    @Field(() => Totals, { nullable: true, description: 'What the groups beyond `first` come to; null when there are none 「其余」.' })
    rest!: object | null
  }

  @ArgsType()
  class Args extends CountArgs {
    @Field(() => filter, { nullable: true, description: which })
    @IsOptional()
    @ValidateNested()
    filter?: object | null

    @Field(() => [Dimensions], { defaultValue: [], description: 'The dimensions, at most four, each once.' })
    by!: string[]

    @Field(() => Having, { nullable: true, description: 'Only groups whose figures lie in these ranges. Totals are of these groups.' })
    having?: Record<string, CountRange | null> | null

    @Field(() => Orders, { defaultValue: 'DIMENSIONS', description: 'The order of the rows.' })
    orderBy!: string
  }

  return { Args, Counts, Row, Totals, Dimensions }
}

function dimensionEnum({ noun, dimensions, plural }: CountModel): Record<string, string> {
  const values = Object.fromEntries(Object.keys(dimensions).map((name) => [name, name]))
  registerEnumType(values, {
    name: `${noun}Dimension`,
    description: `What ${plural.en} can be counted by 「${plural.zh}统计维度」.`,
    valuesConfig: Object.fromEntries(Object.entries(dimensions).map(([name, { description }]) => [name, { description }])),
  })
  return values
}

function orderEnum(model: CountModel): Record<string, string> {
  const descriptions = new Map([
    [
      'DIMENSIONS',
      'By the dimensions, in the order in which they were asked for: trees as they are read, types as the catalogue has them, time forward.',
    ],
  ])
  for (const [name, { description }] of Object.entries(model.measures)) {
    descriptions.set(`${constantOf(name)}_DESC`, `The largest first, what is null last: ${description}`)
    descriptions.set(`${constantOf(name)}_ASC`, `The smallest first, what is null last: ${description}`)
  }
  const values = Object.fromEntries([...descriptions.keys()].map((name) => [name, name]))
  registerEnumType(values, {
    name: `${model.noun}CountOrder`,
    description: 'Orders of the rows of a count; equal rows stand by their dimensions.',
    valuesConfig: Object.fromEntries([...descriptions].map(([name, description]) => [name, { description }])),
  })
  return values
}

function havingType(model: CountModel): ClassType {
  class Having {}
  for (const [name, { description }] of Object.entries(model.measures))
    Field(() => CountRange, { nullable: true, description })(Having.prototype, name)
  InputType(`${model.noun}CountHaving`, { description: 'Ranges of figures, joined by AND 「数值条件」.' })(Having)
  return Having
}

function totalsType(model: CountModel): ClassType {
  class Comparison {}
  for (const [name, { description }] of Object.entries(model.measures))
    Field(() => CountDifference, { description })(Comparison.prototype, name)
  ObjectType(`${model.noun}CountComparison`, {
    description: 'The figures of a group held against those of an earlier period 「对比」.',
    simpleResolvers: true,
  })(Comparison)

  class Totals {}
  for (const [name, measure] of Object.entries(model.measures))
    Field(() => Int, { nullable: isNullable(measure), description: told(measure) })(Totals.prototype, name)
  Field(() => Comparison, {
    nullable: true,
    description: 'The same figures held against those of the earlier period; null without `compare` 「对比」.',
  })(Totals.prototype, 'comparison')
  Field(() => Boolean, {
    description:
      'Whether a figure that was asked for is null because its group is smaller than may be told to whom may not see persons 「小数隐藏」.',
  })(Totals.prototype, 'suppressed')
  ObjectType(`${model.noun}CountTotals`, {
    description: 'What is counted over many groups, also over those beyond `first` 「合计」.',
    simpleResolvers: true,
  })(Totals)
  return Totals
}

function rowType(model: CountModel, Totals: ClassType): ClassType {
  class Share {}
  for (const [name, measure] of Object.entries(model.measures)) {
    if (measure.kind === 'sum' && measure.shared === true)
      Field(() => Int, {
        nullable: true,
        description: `In ten-thousandths of the total, rounded half up; null where that is 0: ${measure.description}`,
      })(Share.prototype, name)
  }
  ObjectType(`${model.noun}CountShare`, { description: 'How much of the totals a group is 「占比」.', simpleResolvers: true })(Share)

  class Row extends Totals {}
  for (const { field, type, description } of Object.values(model.dimensions))
    Field(() => type() as ClassType, { nullable: true, description })(Row.prototype, field)
  Field(() => Share, { description: 'How much of the totals it is 「占比」.' })(Row.prototype, 'share')
  ObjectType(`${model.noun}CountRow`, {
    description: `One group of ${model.plural.en} and what is counted of it. Dimensions that were not asked for are null 「统计行」.`,
    simpleResolvers: true,
  })(Row)
  return Row
}

function isNullable({ kind, aboutPersons }: Measure): boolean {
  return kind === 'ratio' || aboutPersons
}

function told({ aboutPersons, description }: Measure): string {
  return aboutPersons ? `${description} To whom may not see persons it is told in steps, and null for a small group.` : description
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}
