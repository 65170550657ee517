export { Problem } from './problem.ts'
export { type DatabaseServer, type ServerOptions, runningServerUrl, startServer } from './server.ts'
export { type AppDatabase, openAppDatabase, serverDirectory } from './app-database.ts'
export { type TestServer, startTestServer } from './test-server.ts'
