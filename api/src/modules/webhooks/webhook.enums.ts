import { registerEnumType } from 'type-graphql'

export const WebhookStatuses = { ACTIVE: 'ACTIVE', PAUSED: 'PAUSED', DISABLED: 'DISABLED' } as const
export type WebhookStatus = keyof typeof WebhookStatuses
registerEnumType(WebhookStatuses, {
  name: 'WebhookStatus',
  description: 'Whether an endpoint is sent to 「推送状态」.',
  valuesConfig: {
    ACTIVE: { description: 'It is 「启用」.' },
    PAUSED: { description: 'Somebody paused it; what changes meanwhile is sent once it is resumed 「已暂停」.' },
    DISABLED: { description: 'It was given up, see `problem`; resuming tries again 「已停用」.' },
  },
})

export const WebhookProblems = { GONE: 'GONE', FAILING: 'FAILING', CURSOR_LOST: 'CURSOR_LOST', NOT_ALLOWED: 'NOT_ALLOWED' } as const
export type WebhookProblem = keyof typeof WebhookProblems
registerEnumType(WebhookProblems, {
  name: 'WebhookProblem',
  description: 'Why an endpoint was given up 「停用原因」.',
  valuesConfig: {
    GONE: { description: 'It answered 410 「接收方已注销」.' },
    FAILING: { description: 'It took nothing for 72 hours 「连续 72 小时失败」.' },
    CURSOR_LOST: {
      description:
        'Changes that it was not told of were removed by age, or a backup was restored: `reconcile`, then resume from now 「游标失效」.',
    },
    NOT_ALLOWED: { description: 'Its owner may no longer follow these changes 「无权限」.' },
  },
})

export const DeliveryStatuses = { PENDING: 'PENDING', DELIVERED: 'DELIVERED', FAILED: 'FAILED' } as const
export type DeliveryStatus = keyof typeof DeliveryStatuses
registerEnumType(DeliveryStatuses, {
  name: 'DeliveryStatus',
  description: 'What became of a delivery 「投递状态」.',
  valuesConfig: {
    PENDING: { description: 'It is still to be taken 「待投递」.' },
    DELIVERED: { description: 'It was taken: the answer was 2xx 「已送达」.' },
    FAILED: { description: 'It was not taken for three days, or somebody gave it up 「已放弃」.' },
  },
})

export const DeliveryProblems = {
  REFUSED_ADDRESS: 'REFUSED_ADDRESS',
  UNREACHABLE: 'UNREACHABLE',
  TIMEOUT: 'TIMEOUT',
  STATUS: 'STATUS',
  NO_ANSWER: 'NO_ANSWER',
} as const
export type DeliveryProblem = keyof typeof DeliveryProblems
registerEnumType(DeliveryProblems, {
  name: 'DeliveryProblem',
  description: 'Why an attempt failed 「失败原因」.',
  valuesConfig: {
    REFUSED_ADDRESS: {
      description: 'The address is private, or the connection would not be encrypted, and the operator does not allow it 「地址不允许」.',
    },
    UNREACHABLE: { description: 'No connection, or it broke 「无法连接」.' },
    TIMEOUT: { description: 'No answer within 15 seconds 「超时」.' },
    STATUS: { description: 'An answer other than 2xx; redirects are not followed 「状态码异常」.' },
    NO_ANSWER: { description: 'Nothing was sent: the endpoint’s query could not be answered for this object 「查询失败」.' },
  },
})

export const WebhookActions = {
  UPDATE: 'UPDATE',
  PAUSE: 'PAUSE',
  RESUME: 'RESUME',
  TEST: 'TEST',
  ROTATE_SECRET: 'ROTATE_SECRET',
  REPLAY: 'REPLAY',
  DELETE: 'DELETE',
} as const
export type WebhookAction = keyof typeof WebhookActions
registerEnumType(WebhookActions, {
  name: 'WebhookAction',
  description: 'What the viewer may do with an endpoint now.',
  valuesConfig: {
    UPDATE: { description: 'Change it.' },
    PAUSE: { description: 'Pause it.' },
    RESUME: { description: 'Send to it again.' },
    TEST: { description: 'Send it a test.' },
    ROTATE_SECRET: { description: 'Give it another secret.' },
    REPLAY: { description: 'Send again what it was sent since.' },
    DELETE: { description: 'Delete it.' },
  },
})

export const DeliveryActions = { RETRY: 'RETRY', SKIP: 'SKIP' } as const
export type DeliveryAction = keyof typeof DeliveryActions
registerEnumType(DeliveryActions, {
  name: 'DeliveryAction',
  description: 'What the viewer may do with a delivery now.',
  valuesConfig: {
    RETRY: { description: 'Try it at once.' },
    SKIP: { description: 'Give it up, so that later changes of the same object need not wait for it.' },
  },
})
