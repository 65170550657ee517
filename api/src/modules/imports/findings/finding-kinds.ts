import { detailFindings } from './detail-findings.ts'
import { identityFindings } from './identity-findings.ts'
import { membershipFindings } from './membership-findings.ts'
import { organizationFindings } from './organization-findings.ts'
import { rowFindings } from './row-findings.ts'

/**
 * Everything that can be found in a row. What is written differently but means one thing is REPAIRED and told; what cannot be taken over,
 * or needs somebody's eye, is a WARNING while the rest of the row is imported; what contradicts itself, or leaves it open who or what is
 * meant, is REFUSED with the whole row. Each text says what is wrong and how to mend it. Codes never change: scripts know them.
 */
export const findingKinds = { ...rowFindings, ...organizationFindings, ...identityFindings, ...detailFindings, ...membershipFindings }

export type FindingCode = keyof typeof findingKinds
