import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import {
  ArchiveReportDocument,
  type ArchiveReportInput,
  CreateReportDocument,
  type CreateReportInput,
  UpdateReportDocument,
  type UpdateReportInput,
} from '#gql'
import { noticeProblem } from '#ui/feedback/notices.ts'
import { useMutationForm } from '#ui/form/use-mutation-form.ts'
import { type Builder } from '../builder/use-builder.ts'

const lists = ['Reports', 'ReportVersions']

/** Keeping what the builder has: as a new report, in the report that it came from, under another name, or no longer. */
export function useKeep(builder: Builder) {
  const { t } = useI18n()
  const router = useRouter()
  const seen = () => ({ id: builder.report.value?.id ?? '', version: builder.report.value?.version ?? 0 })
  const refresh = () => builder.record.refetch()
  const copyName = () => (builder.report.value ? t('reports.keep.copyOf', { name: builder.report.value.name }) : '')

  const saving = useMutationForm({
    document: UpdateReportDocument,
    initial: () => ({}),
    input: (): Omit<UpdateReportInput, 'idempotencyKey'> => ({ ...seen(), definition: builder.input.value }),
    payload: (data) => data.updateReport,
    success: (answer) => t('reports.keep.saved', { version: answer.report?.currentVersion ?? '' }),
    done: () => builder.revert(),
    refetch: lists,
    refresh,
  })
  /** Saves into the report. Where somebody else, or another window, was quicker, his version is fetched and the changes stay. */
  async function save() {
    if (await saving.submit()) return
    if (saving.conflict) {
      await saving.resolveConflict()
      noticeProblem(t('reports.keep.stale'), { hint: t('reports.keep.staleHint') })
    } else for (const { message } of saving.general) noticeProblem(message)
  }

  const creating = useMutationForm({
    document: CreateReportDocument,
    initial: () => ({ name: copyName(), description: builder.report.value?.description ?? '' }),
    input: (values): Omit<CreateReportInput, 'idempotencyKey'> => ({
      name: values.name,
      description: values.description || null,
      definition: builder.input.value,
    }),
    payload: (data) => data.createReport,
    success: (_, values) => t('reports.keep.created', { name: values.name.trim() }),
    async done(answer) {
      builder.touched.value = false
      if (answer.report) await router.push({ name: 'report', params: { id: answer.report.id } })
    },
    refetch: lists,
  })

  const renaming = useMutationForm({
    document: UpdateReportDocument,
    initial: () => ({ name: builder.report.value?.name ?? '', description: builder.report.value?.description ?? '' }),
    input: (values): Omit<UpdateReportInput, 'idempotencyKey'> => ({
      ...seen(),
      name: values.name,
      description: values.description || null,
    }),
    payload: (data) => data.updateReport,
    success: () => t('reports.keep.renamed'),
    refetch: lists,
    refresh,
  })

  const archiving = useMutationForm({
    document: ArchiveReportDocument,
    initial: () => ({ archived: true }),
    input: (values): Omit<ArchiveReportInput, 'idempotencyKey'> => ({ ...seen(), archived: values.archived }),
    payload: (data) => data.archiveReport,
    success: (_, values) => t(values.archived ? 'reports.keep.archived' : 'reports.keep.restored'),
    undo: (answer) => () => archive(!answer.report?.archivedAt),
    refetch: lists,
    refresh,
  })
  async function archive(archived: boolean) {
    archiving.values.archived = archived
    if (await archiving.submit()) return
    if (archiving.conflict) await archiving.resolveConflict()
    else for (const { message } of archiving.general) noticeProblem(message)
  }

  const can = computed(() => new Set(builder.report.value?.viewerCan ?? []))
  return { save, saving, creating, renaming, archive, can }
}

export type Keep = ReturnType<typeof useKeep>
