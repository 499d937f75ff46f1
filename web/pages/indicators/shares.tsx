import { Link } from 'wouter'
import { quotient, toNumber, roundHalfUp } from '../../../src/core/exact.ts'
import { pages, names, useHref } from '../../app/address.ts'
import { countText, ratioText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import { useLocation } from 'wouter'

type Share = { readonly of: string; readonly part: number; readonly whole: number }
type Props<T extends Share> = {
  readonly title: string
  readonly rows: readonly T[]
  readonly name: (row: T) => string
  readonly note?: string | undefined
  /** Rows are units: each leads to its own figure. */
  readonly isUnit?: boolean
}

/** More are a list of their own. */
const most = 12

export function Shares<T extends Share>({ title, rows, name, note, isUnit = false }: Props<T>) {
  const { t, language } = useWords()
  const href = useHref()
  const [path] = useLocation()
  if (rows.length === 0) return null
  return (
    <table>
      <caption>
        <h3>{title}</h3>
        {note !== undefined && <span className="small">{note}</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className="number">
            {t('explained.notIn')}
          </th>
          <th scope="col" className="number">
            {t('explained.inWhole')}
          </th>
          <th scope="col" className="number">
            {t('explained.rate')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, most).map((row) => (
          <tr key={row.of}>
            <th scope="row">
              {isUnit ? (
                <Link
                  href={href(path.startsWith(pages.indicators) ? path : pages.indicators, { [names.unit]: row.of })}
                >
                  {name(row)}
                </Link>
              ) : (
                name(row)
              )}
            </th>
            <td className="number">{countText(row.whole - row.part, language)}</td>
            <td className="number">{countText(row.whole, language)}</td>
            <td className="number">{row.whole === 0 ? '–' : ratioText(ratioOf(row), language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ratioOf({ part, whole }: Share): number {
  return toNumber(roundHalfUp(quotient(part, whole), 8))
}
