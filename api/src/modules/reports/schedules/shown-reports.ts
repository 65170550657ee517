import { type Viewer } from '../../../platform/access/viewer.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Database } from '../../../platform/database/database.ts'
import { Reader } from '../../../platform/graph/reader.ts'
import { type Language } from '../../../platform/i18n/language.ts'
import { reportGraph } from '../report.graph.ts'

/** Reading in the name of somebody who is not here: through the same door as if he were. */
export class ShownReports {
  constructor(
    private readonly database: Database,
    private readonly smallestGroup: number,
  ) {}

  readerOf(viewer: Viewer, language: Language): Reader {
    return new Reader(this.database, viewer, language, this.smallestGroup)
  }

  async isShownTo(viewer: Viewer, reportId: string): Promise<boolean> {
    try {
      await this.readerOf(viewer, 'zh-CN').fields(reportGraph, ['id'], reportId)
      return true
    } catch (error) {
      if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) return false
      throw error
    }
  }
}
