export { accountsModule } from './accounts.module.ts'
export { type AccountCreation, allKinds, type Credentials, type NewAccount } from './account-creation.service.ts'
export { type AccountDirectory, type KnownAccount } from './viewers.ts'
