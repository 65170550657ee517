import { type Writer } from '../../platform/database/write.ts'
import { defineModule } from '../../platform/module.ts'
import { OrganizationChangeResolver } from './organization-change.resolver.ts'
import { type OpenMatters, OrganizationDissolution } from './organization-dissolution.service.ts'
import { OrganizationEvent, OrganizationLink, OrganizationName, OrganizationPlacement } from './organization-history.entity.ts'
import { OrganizationLinks } from './organization-link.service.ts'
import { Organization } from './organization.entity.ts'
import { organizationGraph } from './organization.graph.ts'
import { OrganizationResolver, PartyOrganizationResolver } from './organization.resolver.ts'
import { OrganizationService } from './organization.service.ts'
import { organizationTexts } from './organization.texts.ts'

/** Organisations: five trees with their history, and the links between them. */
export function organizationsModule(platform: { writer: Writer }, needs: { openMatters: readonly OpenMatters[] }) {
  const links = new OrganizationLinks(platform.writer)
  const organizations = new OrganizationService(platform.writer, links)
  const dissolution = new OrganizationDissolution(platform.writer, needs.openMatters)
  return defineModule({
    name: 'organizations',
    entities: [Organization, OrganizationPlacement, OrganizationName, OrganizationLink, OrganizationEvent],
    resolvers: [
      new OrganizationResolver(),
      new PartyOrganizationResolver(),
      new OrganizationChangeResolver(organizations, links, dissolution),
    ],
    nodes: [organizationGraph],
    texts: organizationTexts,
    organizations,
    links,
    dissolution,
  })
}
