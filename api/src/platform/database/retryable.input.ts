import { IsOptional, Length } from 'class-validator'
import { Field, InputType } from 'type-graphql'

@InputType({ description: 'What every write may carry.' })
export abstract class RetryableInput {
  @Field(() => String, { nullable: true, description: 'The same key with the same input returns the first result; with another input it is refused (IDEMPOTENCY_MISMATCH). At most 200 characters.' })
  @IsOptional()
  @Length(1, 200)
  idempotencyKey?: string | null
}
