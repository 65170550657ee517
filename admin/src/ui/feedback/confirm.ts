import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs'
import 'element-plus/es/components/message-box/style/css'

interface Question {
  title: string
  message: string
  /** The verb on the button; never "OK". */
  confirm: string
  cancel: string
  danger?: boolean
}

/** Asks before something that cannot be undone. Esc and the outside mean no. */
export async function confirm(question: Question): Promise<boolean> {
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
