/** Leads to the first refused field. A date field would open its calendar over the reason when it is focused: there, the reason is. */
export function focusRefusal(form: HTMLElement | null): void {
  const control = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
  if (!control) return
  const reason = control.closest('.el-date-editor') && control.closest('[data-field]')?.querySelector<HTMLElement>('[data-refusal]')
  ;(reason ?? control).focus()
}
