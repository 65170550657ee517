import 'reflect-metadata'
import { ConfigError } from '../platform/config/config.ts'
import { databaseProblem, loggable } from '../platform/errors/database-error.ts'
import { qizhiProgram } from './program.ts'
import { CommandProblem, terminal } from './terminal.ts'

const here = terminal()

qizhiProgram(here)
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = error instanceof CommandProblem ? error.exitCode : 1
    if (error instanceof CommandProblem) here.note(here.say(error.text))
    else if (error instanceof ConfigError) here.note(error.message)
    else if (databaseProblem(error) === 'unavailable') here.note(here.say({ zh: '连不上数据库。', en: 'The database cannot be reached.' }))
    // what a database quotes may be somebody's number
    else console.error(loggable(error))
  })
