import { type FieldCipher } from '../../platform/crypto/field-cipher.ts'
import { type KeyProvider } from '../../platform/crypto/key-provider.ts'
import { type Writer } from '../../platform/database/write.ts'
import { defineModule } from '../../platform/module.ts'
import { MemberChangeResolver } from './member-change.resolver.ts'
import { MemberDisclosure } from './member-disclosure.service.ts'
import { MemberRegister } from './member-register.ts'
import { MemberSecrets } from './member-secrets.ts'
import { ExternalIdentity, Member } from './member.entity.ts'
import { memberGraph } from './member.graph.ts'
import { MemberResolver, MemberTrailResolver } from './member.resolver.ts'
import { MemberService } from './member.service.ts'
import { memberTexts } from './member.texts.ts'
import { MembershipMemberResolver, MembershipPayloadMemberResolver } from './membership-member.resolver.ts'
import { OrganizationMemberCountResolver } from './organization-member-count.resolver.ts'
import './organization-member-count.graph.ts'

/** The register of persons. */
export function membersModule(platform: { writer: Writer; cipher: FieldCipher; keys: KeyProvider }) {
  const secrets = new MemberSecrets(platform.cipher, platform.keys)
  const members = new MemberService(platform.writer, secrets)
  const disclosure = new MemberDisclosure(platform.writer, secrets)
  return defineModule({
    name: 'members',
    entities: [Member, ExternalIdentity],
    resolvers: [
      new MemberResolver(),
      new MemberTrailResolver(),
      new MemberChangeResolver(members, disclosure),
      new MembershipMemberResolver(),
      new MembershipPayloadMemberResolver(),
      new OrganizationMemberCountResolver(),
    ],
    nodes: [memberGraph],
    texts: memberTexts,
    members,
    register: new MemberRegister(secrets),
  })
}
