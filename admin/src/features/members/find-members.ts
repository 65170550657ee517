import { User } from '@lucide/vue'
import { MemberHitsDocument } from '#gql'
import { type SearchProvider } from '#app/feature.ts'
import { shownInPlace } from '#ui/data/use-record.ts'
import { employerName } from './employer-name.ts'
import { isPersonalNumber } from './personal-number.ts'

/** Members for the global search; never by a number of theirs. */
export const findMembers: SearchProvider['find'] = async (text, client, signal) => {
  if (isPersonalNumber(text)) return []
  const { data } = await client.query({
    query: MemberHitsDocument,
    variables: { query: text, first: 6 },
    fetchPolicy: 'no-cache',
    context: { ...shownInPlace, fetchOptions: { signal } },
  })
  return data.members.nodes.map((member) => ({
    id: member.id,
    title: member.name,
    detail: [member.code, employerName(member.employerUnit)].filter(Boolean).join(' · '),
    icon: User,
    to: { name: 'member', params: { id: member.id } },
  }))
}
