import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { ImportAnswer } from '../../../src/server/import-shape.ts'
import type { FileKindAnswer } from '../../../src/server/routes/mappings.ts'
import { ApiProblem, send } from '../../api/client.ts'
import { useAsked } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import { Failed } from '../../parts/failed.tsx'
import { Loading } from '../../parts/states.tsx'
import { Shape } from '../../parts/shape.tsx'
import { useUnitName } from '../../parts/unit-name.ts'
import { periodWords } from '../../../src/core/period/words.ts'
import { useWords } from '../../words/words.ts'
import { importsKey } from './imports.tsx'
import { type Columns, columnsAt, Mapping } from './mapping.tsx'

/** The beginning of a file of rows is enough to tell its columns; a workbook is only readable whole. */
const beginning = 1_000_000

const namePattern = /^[a-z0-9][a-z0-9-]{0,62}$/

/** One file before it is imported. */
export function Sending({ file }: { readonly file: File }) {
  const { t } = useWords()
  const id = useId()
  const [source, setSource] = useState('nhap-tep')
  const isNamed = namePattern.test(source)
  const kind = useFileKind(file, source, isNamed)
  return (
    <section className="sending" aria-label={file.name}>
      <h2>{file.name}</h2>
      <div className="labelled">
        <label htmlFor={id}>{t('intake.source')}</label>
        <input
          id={id}
          value={source}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={!isNamed}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => setSource(target.value)}
        />
        <p id={`${id}-help`} className="small faint" role={isNamed ? undefined : 'alert'}>
          {t(isNamed ? 'intake.sourceHelp' : 'intake.sourceWrong')}
        </p>
      </div>
      {isNamed && kind.isPending && (
        <div>
          <p role="status">{t('intake.looking', { name: file.name })}</p>
          <Loading />
        </div>
      )}
      {kind.error !== null && <Failed error={kind.error} />}
      {isNamed && kind.data !== undefined && (
        <Ready key={source + kind.dataUpdatedAt} file={file} source={source} kind={kind.data} />
      )}
    </section>
  )
}

/** Null: no data of dossiers; it may be a published table. */
function useFileKind(file: File, source: string, isWanted: boolean) {
  const { language } = useWords()
  const { csrf } = useStart().session
  return useQuery<FileKindAnswer | null, ApiProblem>({
    queryKey: ['file-kind', file.name, file.lastModified, file.size, source],
    enabled: isWanted,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }) => {
      const isRows = /\.(?:csv|json|ndjson|jsonl)$/i.test(file.name)
      const body = isRows ? file.slice(0, beginning) : file
      const query = { name: file.name, source }
      try {
        return await send<FileKindAnswer>('/api/mappings/guess', {
          method: 'POST',
          body,
          query,
          csrf,
          language,
          signal,
        })
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'data-not-recognised') return null
        throw error
      }
    },
  })
}

type ReadyProps = { readonly file: File; readonly source: string; readonly kind: FileKindAnswer | null }

function Ready({ file, source, kind }: ReadyProps) {
  const { t } = useWords()
  const { session, root } = useStart()
  const start = columnsAt(kind)
  const [columns, setColumns] = useState<Columns>(start)
  const [isAsked, setAsked] = useState(false)
  const sending = useSending(file, source)
  const mayMap = session.unit === root
  const isChanged = JSON.stringify(columns) !== JSON.stringify(start)
  const isMapped = kind?.kind === 'list' && mayMap && (isChanged || kind.saved === null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    sending.mutate({ mapping: isMapped ? { ...kind.saved, columns } : null, isAsked })
  }
  if (sending.isSuccess)
    return (
      <p className="note" role="status">
        <Shape kind="good" /> {t('intake.sent', { name: file.name })}
      </p>
    )
  const isCodeless = kind?.kind === 'list' && columns.code === undefined
  return (
    <form className="sending" onSubmit={submit}>
      <p>
        {t('intake.kind')} <strong>{t(`intake.kind-${kind?.kind ?? 'other'}`)}</strong>.
      </p>
      {kind?.kind === 'list' && (
        <Mapping kind={kind} source={source} columns={columns} isFixed={!mayMap} onChange={setColumns} />
      )}
      {(kind === null || kind.kind === 'aggregate') && <AskedChoice isAsked={isAsked} onChange={setAsked} />}
      {isCodeless && (
        <p role="alert">
          <Shape kind="bad" /> {t('intake.codeMissing')}
        </p>
      )}
      <p>
        <button type="submit" className="main-button" disabled={sending.isPending || isCodeless}>
          {t(sending.isPending ? 'intake.sending' : isMapped ? 'intake.sendMapped' : 'intake.send')}
        </button>
      </p>
      {sending.error !== null && <Failed error={sending.error} />}
    </form>
  )
}

type AskedProps = { readonly isAsked: boolean; readonly onChange: (isAsked: boolean) => void }

/** Sums and tables that do not say of whom and when they are. */
function AskedChoice({ isAsked, onChange }: AskedProps) {
  const { t, language } = useWords()
  const id = useId()
  const { unit, period } = useAsked()
  const name = useUnitName(unit)
  return (
    <fieldset className="plain">
      <legend>{t('intake.sums')}</legend>
      <span className="check">
        <input id={id} type="checkbox" checked={isAsked} onChange={({ target }) => onChange(target.checked)} />
        <label htmlFor={id}>{t('intake.useAsked', { unit: name, period: periodWords(period)[language] })}</label>
      </span>
    </fieldset>
  )
}

type Wish = { readonly mapping: object | null; readonly isAsked: boolean }

function useSending(file: File, source: string) {
  const { language } = useWords()
  const { csrf } = useStart().session
  const { unit, period } = useAsked()
  const client = useQueryClient()
  return useMutation<ImportAnswer, ApiProblem, Wish>({
    mutationFn: async ({ mapping, isAsked }) => {
      if (mapping !== null) await send(`/api/mappings/${source}`, { method: 'PUT', body: mapping, csrf, language })
      const query = { name: file.name, source, ...(isAsked && { unit, period }) }
      return send<ImportAnswer>('/api/imports', { method: 'POST', body: file, query, csrf, language })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: importsKey }),
  })
}
