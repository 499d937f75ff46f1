import { useState } from 'react'
import { type ApiProblem, fetchFile, type Query } from '../api/client.ts'
import { useMay } from '../app/start.tsx'
import type { Right } from '../app/start.tsx'
import { useWords } from '../words/words.ts'
import { saveFile } from './save-file.ts'

type Props = {
  /** Of the answer that is shown: `/api/ranking`. */
  readonly path: string
  readonly query: Query
  readonly right: Right
}

/** What is on the screen as an Excel file, made by the server: the same figures, with period, as-of and watermark. */
export function ExportButton({ path, query, right }: Props) {
  const { t, language } = useWords()
  const may = useMay(right)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  if (!may) return null
  const save = async () => {
    setBusy(true)
    const got = await fetchFile(`${path}/export`, { language, query: { ...query, format: 'xlsx' } })
    setProblem(got.ok ? null : got.problem)
    if (got.ok) saveFile(got.name, got.content)
    setBusy(false)
  }
  return (
    <>
      <button type="button" disabled={isBusy} onClick={() => void save()}>
        {isBusy ? t('export.busy') : t('export.excel')}
      </button>
      {problem !== null && (
        <span role="alert" className="note note-bad">
          {problem.isOffline ? t('state.offline') : problem.message}
        </span>
      )}
    </>
  )
}
