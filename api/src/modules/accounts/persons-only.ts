import { AppError } from '../../platform/errors/app-error.ts'
import { type Context } from '../../platform/http/context.ts'

/** Sessions and passwords are a person's: a program has neither, and opens none for anybody. @throws AppError FORBIDDEN */
export function refusePrograms({ viewer }: Pick<Context, 'viewer'>): void {
  if (viewer !== null && viewer.keyId !== null) throw new AppError('FORBIDDEN', 'account.personsOnly')
}
