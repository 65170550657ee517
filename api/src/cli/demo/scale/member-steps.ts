import { type MemberSecrets, type Sealed, type SealedNationalId } from '../../../modules/members/index.ts'
import { type Participant } from './activities.ts'
import { type CopyStep } from './copy.ts'
import { type SyntheticMember, syntheticMembers, type SyntheticMembership } from './members.ts'
import { type SyntheticOrganization } from './organizations.ts'
import { type Scale } from './scale.ts'

interface SealedMember {
  readonly member: SyntheticMember
  readonly number: SealedNationalId
  readonly phone: Sealed
}

/** The rows of persons. On the way, who belongs where is noted in `people`. */
export function memberStep(
  scale: Scale,
  organizations: readonly SyntheticOrganization[],
  secrets: MemberSecrets,
  people: Map<string, Participant[]>,
): CopyStep<SealedMember> {
  return {
    table: 'member',
    total: scale.members,
    items: sealedMembers(scale, organizations, secrets, people),
    columns: {
      id: ({ member }) => member.id,
      code: ({ member }) => member.code,
      name: ({ member }) => member.name,
      pinyin: ({ member }) => member.pinyin,
      initials: ({ member }) => member.initials,
      sex: ({ member }) => member.sex,
      birth_date: ({ member }) => member.birthDate,
      ethnicity: ({ member }) => member.ethnicity,
      education: ({ member }) => member.education,
      political_status: ({ member }) => member.politicalStatus,
      national_id_cipher: ({ number }) => number.cipher,
      national_id_index: ({ number }) => number.index,
      national_id_masked: ({ number }) => number.masked,
      phone_cipher: ({ phone }) => phone.cipher,
      phone_masked: ({ phone }) => phone.masked,
      employer_unit_id: ({ member }) => member.employerUnitId,
      employment_status: ({ member }) => member.employmentStatus,
      employment_started: ({ member }) => member.employmentStarted,
      post: ({ member }) => member.post,
      monthly_wage_base: ({ member }) => member.wageFen,
    },
  }
}

export function externalIdentityStep(scale: Scale, organizations: readonly SyntheticOrganization[]): CopyStep<SyntheticMember> {
  return {
    table: 'external_identity',
    total: scale.members,
    items: syntheticMembers(scale, organizations),
    columns: { source: () => 'HR', external_id: ({ externalId }) => externalId, member_id: ({ id }) => id },
  }
}

interface HeldMembership extends SyntheticMembership {
  readonly memberId: string
}

export function membershipStep(scale: Scale, organizations: readonly SyntheticOrganization[]): CopyStep<HeldMembership> {
  return {
    table: 'membership',
    total: scale.members * 1.6,
    items: heldMemberships(scale, organizations),
    columns: {
      id: ({ id }) => id,
      member_id: ({ memberId }) => memberId,
      kind: ({ kind }) => kind,
      organization_id: ({ organization }) => organization.id,
      status: ({ status }) => status,
      valid: ({ from }) => `[${from},)`,
    },
  }
}

function* heldMemberships(scale: Scale, organizations: readonly SyntheticOrganization[]): Generator<HeldMembership> {
  for (const { id, memberships } of syntheticMembers(scale, organizations))
    for (const membership of memberships) yield { ...membership, memberId: id }
}

/** Numbers are sealed as the register seals them. */
async function* sealedMembers(
  scale: Scale,
  organizations: readonly SyntheticOrganization[],
  secrets: MemberSecrets,
  people: Map<string, Participant[]>,
): AsyncGenerator<SealedMember> {
  for (const member of syntheticMembers(scale, organizations)) {
    const { id, name, nationalId, phone, memberships } = member
    for (const { organization } of memberships) note(people, organization, { id, name })
    yield { member, number: await secrets.sealNationalId(nationalId, id), phone: await secrets.sealPhone(phone, id) }
  }
}

/** A general branch invites from its branches. */
function note(people: Map<string, Participant[]>, organization: SyntheticOrganization, participant: Participant): void {
  for (const place of [organization, organization.parent]) {
    if (place === null) continue
    const there = people.get(place.id)
    if (there === undefined) people.set(place.id, [participant])
    else if (there.length < mostParticipants) there.push(participant)
  }
}

const mostParticipants = 100
