import { type ListField, listFields } from './fields.ts'
import type { FileKindAnswer } from '../../../src/server/routes/mappings.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { Shape, type ShapeKind } from '../../parts/shape.tsx'
import { useWords } from '../../words/words.ts'

/** Which header holds which field. */
export type Columns = Readonly<Partial<Record<ListField, string>>>

type Props = {
  readonly kind: FileKindAnswer
  readonly source: string
  readonly columns: Columns
  /** Looked at only. */
  readonly isFixed: boolean
  readonly onChange: (columns: Columns) => void
}

/** As it was confirmed for the source; else as it is guessed. */
export function columnsAt(kind: FileKindAnswer | null): Columns {
  if (kind === null) return {}
  const { saved, guesses, headers } = kind
  if (saved === null) return Object.fromEntries(guesses.map(({ field, header }) => [field, header]))
  return Object.fromEntries(Object.entries(saved.columns).filter(([, header]) => headers.includes(header)))
}

export function Mapping({ kind, source, columns, isFixed, onChange }: Props) {
  const { t } = useWords()
  const used = new Set(Object.values(columns))
  const unused = kind.headers.filter((header) => !used.has(header))
  const dropped = Object.values(kind.saved?.columns ?? {}).filter((header) => !kind.headers.includes(header))
  return (
    <section className="mapping">
      <h3>{t('intake.mapping')}</h3>
      <p className="faint">
        {kind.saved === null ? t('intake.mappingHelp') : t('intake.mappingSaved', { source })}{' '}
        {isFixed && t('intake.mappingFixed')}
      </p>
      {dropped.length > 0 && (
        <p className="note note-warn">
          <Shape kind="warn" /> {t('intake.mappingDropped', { headers: dropped.join(', ') })}
        </p>
      )}
      <TableFrame label={t('intake.mapping')}>
        <table>
          <caption className="unseen">{t('intake.mapping')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('intake.field')}</th>
              <th scope="col">{t('intake.column')}</th>
            </tr>
          </thead>
          <tbody>
            {listFields.map((field) => (
              <Row
                key={field}
                field={field}
                kind={kind}
                chosen={columns[field]}
                isFixed={isFixed}
                onChoose={(header) => onChange(withColumn(columns, field, header))}
              />
            ))}
          </tbody>
        </table>
      </TableFrame>
      {unused.length > 0 && <p className="faint small">{t('intake.unused', { headers: unused.join(', ') })}</p>}
    </section>
  )
}

/** A header holds one field: where it was before, it is taken away. */
function withColumn(columns: Columns, field: ListField, header: string): Columns {
  const kept = Object.entries(columns).filter(([name, held]) => name !== field && held !== header)
  const chosen = header === '' ? kept : [...kept, [field, header] as const]
  return Object.fromEntries(chosen)
}

type RowProps = {
  readonly field: ListField
  readonly kind: FileKindAnswer
  readonly chosen: string | undefined
  readonly isFixed: boolean
  readonly onChoose: (header: string) => void
}

function Row({ field, kind, chosen, isFixed, onChoose }: RowProps) {
  const { t } = useWords()
  return (
    <tr>
      <th scope="row">{t(`field.${field}`)}</th>
      <td>
        <span className="mapping-column">
          <select
            aria-label={t(`field.${field}`)}
            value={chosen ?? ''}
            disabled={isFixed}
            onChange={({ target }) => onChoose(target.value)}
          >
            <option value="">{t('intake.none')}</option>
            {kind.headers.map((header) => (
              <option key={header}>{header}</option>
            ))}
          </select>
          {chosen !== undefined && <Match field={field} kind={kind} chosen={chosen} />}
        </span>
      </td>
    </tr>
  )
}

type MatchProps = Pick<RowProps, 'field' | 'kind'> & { readonly chosen: string }

function Match({ field, kind, chosen }: MatchProps) {
  const { t } = useWords()
  const how = matchOf(field, kind, chosen)
  const shapes: Readonly<Record<typeof how, ShapeKind>> = {
    saved: 'good',
    sure: 'good',
    likely: 'warn',
    chosen: 'none',
  }
  return (
    <span className="nowrap">
      <Shape kind={shapes[how]} /> {t(`intake.${how}`)}
    </span>
  )
}

/** A known name, or a header that only begins with one. */
const surely = 0.7

function matchOf(field: ListField, { saved, guesses }: FileKindAnswer, chosen: string) {
  if (saved?.columns[field] === chosen) return 'saved'
  const guess = guesses.find((one) => one.field === field && one.header === chosen)
  if (guess === undefined) return 'chosen'
  return guess.confidence >= surely ? 'sure' : 'likely'
}
