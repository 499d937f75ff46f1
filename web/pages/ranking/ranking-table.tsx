import { Link } from 'wouter'
import type { Spread } from '../../../src/core/score/spread.ts'
import type { RankingAnswer } from '../../../src/server/routes/scores.ts'
import { names, pages, useHref, useParameter } from '../../app/address.ts'
import { Bar } from '../../parts/bar.tsx'
import { useHandbook } from '../../parts/handbook.ts'
import { SmallMark } from '../../parts/small-mark.tsx'
import { pointsText, sent } from '../../words/number.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import { useComparing } from './comparing.ts'

export type RankingRow = RankingAnswer['rows'][number]
type Props = {
  readonly ranking: RankingAnswer
  readonly rows: readonly RankingRow[]
  readonly spread: Spread | null
}

export function RankingTable({ ranking, rows, spread }: Props) {
  const { t, language } = useWords()
  const [sort] = useParameter('xep')
  const handbook = useHandbook(ranking.indexSet)
  const codes = Object.keys(ranking.rows[0]?.groups ?? {})
  return (
    <TableFrame label={t('page.ranking')}>
      <table className="ranking-table">
        <caption className="unseen">{t('page.ranking')}</caption>
        <thead>
          <tr>
            <SortHead by="" label={t('ranking.rank')} sort={sort} isNumber />
            <SortHead by="ten" label={t('ranking.unit')} sort={sort} />
            <SortHead by="diem" label={t('ranking.total')} sort={sort} isNumber />
            <th scope="col" className="ranking-bar no-print">
              <span className="unseen">{t('ranking.total')}</span>
            </th>
            <th scope="col">{t('ranking.band')}</th>
            {codes.map((code) => (
              <SortHead key={code} by={code} label={handbook.group(code).name} sort={sort} isNumber isGroup />
            ))}
            <th scope="col" className="no-print">
              {t('ranking.compare')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted(rows, sort, language).map((row) => (
            <Row key={row.unit} row={row} codes={codes} median={spread?.median.valueOf() ?? null} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

type HeadProps = {
  readonly by: string
  readonly label: string
  readonly sort: string
  readonly isNumber?: boolean
  readonly isGroup?: boolean
}

/** Sorted by it: pressed again, the other way round. */
function SortHead({ by, label, sort, isNumber = false, isGroup = false }: HeadProps) {
  const { t } = useWords()
  const [, set] = useParameter('xep')
  const isUp = sort === by
  const isDown = sort === `-${by}`
  return (
    <th
      scope="col"
      className={isGroup ? 'number ranking-group' : isNumber ? 'number' : undefined}
      aria-sort={isUp ? 'ascending' : isDown ? 'descending' : undefined}
    >
      <button
        type="button"
        className="sort-button no-print"
        title={t('ranking.sortBy', { column: label })}
        onClick={() => set(isUp ? `-${by}` : by)}
      >
        {label}
        <span aria-hidden="true">{isUp ? ' ↑' : isDown ? ' ↓' : ''}</span>
      </button>
      <span className="only-print">{label}</span>
    </th>
  )
}

type RowProps = { readonly row: RankingRow; readonly codes: readonly string[]; readonly median: number | null }

function Row({ row, codes, median }: RowProps) {
  const { t, language } = useWords()
  const href = useHref()
  const comparing = useComparing()
  return (
    <tr>
      <td className="number">{row.rank ?? '–'}</td>
      <th scope="row">
        <Link className="quiet-link" href={href(pages.indicators, { [names.unit]: row.unit })}>
          {row.name}
        </Link>
        {row.small && <SmallMark />}
      </th>
      <td className="number">
        <strong>{row.total === null ? t('state.notEnough') : pointsText(row.total, language)}</strong>
      </td>
      <td className="ranking-bar no-print">
        <Bar value={row.total} of={row.max ?? 0} beside={median} />
      </td>
      <td className="ranking-band">{row.bandName?.[language] ?? '–'}</td>
      {codes.map((code) => (
        <td key={code} className="number ranking-group">
          {pointsText(row.groups[code] ?? null, language)}
        </td>
      ))}
      <td className="no-print">
        <input
          type="checkbox"
          aria-label={t('ranking.compareThis', { name: row.name })}
          checked={comparing.units.includes(row.unit)}
          onChange={() => comparing.toggle(row.unit)}
        />
      </td>
    </tr>
  )
}

/** Without a figure last, either way round. Equal ranks by name. */
function sorted(rows: readonly RankingRow[], sort: string, language: string): readonly RankingRow[] {
  const by = sort.replace(/^-/, '')
  const way = sort.startsWith('-') ? -1 : 1
  const byName = (a: RankingRow, b: RankingRow) => a.name.localeCompare(b.name, language)
  if (by === 'ten') return rows.toSorted((a, b) => way * byName(a, b))
  const figure = (row: RankingRow) => (by === '' ? row.rank : by === 'diem' ? row.total : (row.groups[by] ?? null))
  return rows.toSorted((a, b) => {
    const [one, other] = [figure(a), figure(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b)
    return way * sent(one).compare(sent(other)) || byName(a, b)
  })
}
