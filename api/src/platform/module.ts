import { type GraphQLSchema } from 'graphql'
import { type Logger } from 'pino'
import { type DataSource, type EntitySchema } from 'typeorm'
import { type Config } from './config/config.ts'
import { type FieldCipher } from './crypto/field-cipher.ts'
import { type KeyProvider } from './crypto/key-provider.ts'
import { type Writer } from './database/write.ts'
import { type Graph } from './graph/graph.ts'
import { type StoredFiles } from './files/stored-files.ts'
import { type Database } from './database/database.ts'
import { type Say, type Texts } from './i18n/texts.ts'
import { type Mailer } from './mail/mailer.ts'
import { type Metrics } from './telemetry/metrics.ts'
import { type QueuedJob } from './jobs/job-queue.ts'
import { type Job, type Work } from './jobs/jobs.ts'

/** What every module stands on. */
export interface Platform {
  readonly config: Config
  readonly dataSource: DataSource
  /** For statements without entities, over the same pool. */
  readonly database: Database
  readonly writer: Writer
  readonly keys: KeyProvider
  /** Encrypts single values of rows. */
  readonly cipher: FieldCipher
  readonly files: StoredFiles
  /** Null where the operator set up no mail server. */
  readonly mailer: Mailer | null
  readonly logger: Logger
  readonly metrics: Metrics
}

type EntityClass = abstract new (...args: never[]) => object

/** What all modules make together. */
export interface Whole {
  readonly schema: GraphQLSchema
  readonly say: Say
}

/** Work that goes on beside the requests. */
export interface Service {
  /** Ends once what it has begun is done. */
  stop(): Promise<void>
}

/** What a module brings to the whole; whatever else it returns is for the modules after it. */
export interface Module {
  readonly name: string
  readonly entities: readonly (EntityClass | EntitySchema)[]
  /** Instances; TypeGraphQL finds them by their class. */
  readonly resolvers: readonly object[]
  /** The graphs whose rows `node(id:)` finds. */
  readonly nodes?: readonly Graph[]
  readonly texts?: Texts
  /** What is done by the clock. */
  readonly jobs?: readonly Job[]
  /** What is done when somebody asks for it. */
  readonly queuedJobs?: readonly QueuedJob<never>[]
  /** Runs once the database is connected, in every process, before anything else of the module does. */
  readonly start?: () => Promise<void>
  /** Told of the schema and the texts of all modules, once they are made. */
  readonly ready?: (whole: Whole) => void
  /** Begins work that goes on for as long as the server runs. */
  readonly service?: () => Service
}

/** Finds the instance of a resolver; a subscription's decorator has no other way to it. It is what such a field has for a root. */
export type FindResolver = <T>(resolver: abstract new (...args: never[]) => T) => T

/** States that something is a module, and keeps what it is beyond that. */
export function defineModule<const M extends Module>(module: M): M {
  return module
}

/** Everything that modules have to do beside the requests. */
export function workOf(modules: readonly Module[]): Work {
  return {
    scheduled: modules.flatMap(({ jobs = [] }) => jobs),
    queued: modules.flatMap(({ queuedJobs = [] }) => queuedJobs as readonly QueuedJob[]),
  }
}
