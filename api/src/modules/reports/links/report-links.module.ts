import { defineModule, type Platform } from '../../../platform/module.ts'
import { ReportLink } from './report-link.entity.ts'
import { ReportLinkChangeResolver, ReportLinksResolver } from './report-link.resolver.ts'
import { ReportLinks } from './report-link.service.ts'
import { reportLinkTexts } from './report-links.texts.ts'

/** Addresses that open a report for programs which can send nothing else. */
export function reportLinksModule({ database, writer }: Pick<Platform, 'database' | 'writer'>) {
  const links = new ReportLinks(database, writer)
  return defineModule({
    name: 'reportLinks',
    entities: [ReportLink],
    resolvers: [new ReportLinksResolver(), new ReportLinkChangeResolver(links)],
    texts: reportLinkTexts,
    links,
  })
}
