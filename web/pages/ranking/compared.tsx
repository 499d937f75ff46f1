import type { RankingAnswer } from '../../../src/server/routes/scores.ts'
import { useHandbook } from '../../parts/handbook.ts'
import { changeText, pointsText, sent } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import { useComparing } from './comparing.ts'
import type { RankingRow } from './ranking-table.tsx'

/** Two units side by side, group by group. */
export function Compared({ ranking }: { readonly ranking: RankingAnswer }) {
  const { t, language } = useWords()
  const { units, clear } = useComparing()
  const handbook = useHandbook(ranking.indexSet)
  const [one, other] = units.flatMap((code) => ranking.rows.find(({ unit }) => unit === code) ?? [])
  if (units.length === 0) return null
  if (one === undefined || other === undefined) return <p className="note no-print">{t('ranking.compareHelp')}</p>
  const lines = [
    { key: '', name: t('ranking.total'), of: (row: RankingRow) => row.total },
    ...Object.keys(one.groups).map((code) => ({
      key: code,
      name: handbook.group(code).name,
      of: (row: RankingRow) => row.groups[code] ?? null,
    })),
  ]
  return (
    <section className="compared keep">
      <header>
        <h2>{t('ranking.compareTwo')}</h2>
        <button type="button" className="no-print" onClick={clear}>
          {t('ranking.compareClear')}
        </button>
      </header>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              {one.name}
            </th>
            <th scope="col" className="number">
              {other.name}
            </th>
            <th scope="col" className="number">
              {t('ranking.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, of }) => (
            <tr key={key} className={key === '' ? 'table-group' : undefined}>
              <th scope="row">{name}</th>
              <td className="number">{pointsText(of(one), language)}</td>
              <td className="number">{pointsText(of(other), language)}</td>
              <td className="number">{differenceText(of(one), of(other), language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function differenceText(one: number | null, other: number | null, language: 'vi' | 'en'): string {
  return one === null || other === null ? '–' : changeText(sent(one).sub(sent(other)), language)
}
