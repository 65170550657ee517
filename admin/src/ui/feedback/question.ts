import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs'
import 'element-plus/es/components/message-box/style/css'

export interface Question {
  title: string
  message: string
  /** The verb on the button; never "OK". */
  confirm: string
  cancel: string
  danger?: boolean
}

/** Puts the question in a box of its own; `confirm` fetches this file with the first question. */
export async function ask(question: Question): Promise<boolean> {
  try {
    await ElMessageBox.confirm(question.message, question.title, {
      confirmButtonText: question.confirm,
      cancelButtonText: question.cancel,
      confirmButtonClass: question.danger ? 'el-button--danger' : '',
      autofocus: !question.danger,
    })
    return true
  } catch {
    return false
  }
}
