import type { MonthlyRow, MonthlyTable } from '../../../src/core/table/monthly-table.ts'
import { numberText, printedText } from '../../../src/core/table/cell-text.ts'
import { Empty } from '../../parts/states.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import { type Finding, Findings } from './findings.tsx'

type Props = { readonly table: MonthlyTable; readonly findings: readonly Finding[]; readonly isFiltered: boolean }

/** The table as it was printed, wording for wording, with what was found beside each row. */
export function Monthly({ table, findings, isFiltered }: Props) {
  const { t } = useWords()
  const { rows, general } = laidOut(table, findings)
  const shown = isFiltered ? rows.filter((row) => row.found.length > 0) : rows
  return (
    <>
      {general.length > 0 && (
        <section>
          <h2>{t('published.general')}</h2>
          <Findings findings={general} withRow />
        </section>
      )}
      {shown.length === 0 ? (
        general.length === 0 && <Empty>{t('published.noneOf')}</Empty>
      ) : (
        <TableFrame label={table.title}>
          <table className="printed">
            <caption className="unseen">{table.title}</caption>
            <thead>
              <tr>
                <th scope="col">{t('published.no')}</th>
                <th scope="col">{t('published.name')}</th>
                <th scope="col" className="number">
                  {t('published.local')}
                </th>
                <th scope="col" className="number only-wide">
                  {t('published.national')}
                </th>
                <th scope="col" className="only-wide">
                  {t('published.verdict')}
                </th>
                <th scope="col" className="only-wide">
                  {t('published.findings')}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ key, row, found }) => (
                <Row key={key} row={row} found={found} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </>
  )
}

const classes = { group: 'table-group', indicator: undefined, total: 'table-sum' } as const

function Row({ row, found }: { readonly row: MonthlyRow; readonly found: readonly Finding[] }) {
  const { t } = useWords()
  const verdict = row.verdict?.text ?? ''
  return (
    <tr className={classes[row.kind]}>
      <td className="nowrap">{row.no}</td>
      <th scope={row.kind === 'group' ? 'rowgroup' : 'row'}>
        <span lang="vi">{row.name}</span>
        {row.max !== null && (
          <span className="faint nowrap"> ({t('published.max', { max: numberText(row.max) })})</span>
        )}
        {verdict !== '' && (
          <span className="only-narrow faint" lang="vi">
            {verdict}
          </span>
        )}
        <Findings findings={found} className="only-narrow" />
      </th>
      <Cell row={row} column="local" />
      <Cell row={row} column="national" className="only-wide" />
      <td className="only-wide printed-verdict" lang="vi">
        {verdict}
      </td>
      <td className="only-wide">
        <Findings findings={found} />
      </td>
    </tr>
  )
}

type CellProps = { readonly row: MonthlyRow; readonly column: 'local' | 'national'; readonly className?: string }

/** Figures stand to the right, words do not. */
function Cell({ row, column, className = '' }: CellProps) {
  const isText = row[column].kind === 'none'
  return (
    <td className={isText ? `printed-text ${className}` : `number ${className}`} lang="vi">
      {printedText(row, column)}
    </td>
  )
}

type Laid = { readonly key: number; readonly row: MonthlyRow; readonly found: readonly Finding[] }

/** A finding goes to the first row of its number; what names no row of the table is about all of it. */
function laidOut(table: MonthlyTable, findings: readonly Finding[]) {
  const left = new Set(findings)
  const rows = table.rows.map((row, key): Laid => {
    const found = [...left].filter((one) => one.row !== null && (one.row === row.no || one.row === row.name))
    for (const one of found) left.delete(one)
    return { key, row, found }
  })
  return { rows, general: [...left] }
}
