import { numberIn } from '../../../src/core/index-set/number.ts'
import { Link } from 'wouter'
import type { Language } from '../../../src/core/words.ts'
import type { IndexSetAnswer, IndexSetHead } from '../../../src/server/routes/index-sets.ts'
import { pages, useHref, useParameter } from '../../app/address.ts'
import { Choices } from '../../parts/choices.tsx'
import { type IndicatorOfSet } from '../../parts/handbook.ts'
import { Shape } from '../../parts/shape.tsx'
import { Empty, Loading, Wrong } from '../../parts/states.tsx'
import { plainText } from '../../words/number.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { type Say, useWords } from '../../words/words.ts'
import { emptyText, nullText, scopeText, targetText, verdictText } from './said.ts'
import { validText } from './set-head.tsx'
import { differs, indicatorOf, useSets } from './sets.ts'

/** All versions side by side, what differs marked. */
export function Versions({ heads }: { readonly heads: readonly IndexSetHead[] }) {
  const { t } = useWords()
  const href = useHref()
  const [wanted] = useParameter('hien')
  const { sets, error, retry } = useSets(heads)
  if (error !== null) return <Wrong error={error} onRetry={retry} />
  if (sets === null) return <Loading />
  const isEvery = wanted === 'het'
  const ids = [
    ...new Set(sets.flatMap(({ groups }) => groups.flatMap(({ indicators }) => indicators.map(({ id }) => id)))),
  ]
  const shown = isEvery ? ids : ids.filter((id) => differs(id, sets))
  const here = { 'phien-ban': 'tat-ca' }
  return (
    <>
      <Choices
        label={t('book.which')}
        chosen={isEvery ? 'het' : ''}
        choices={[
          { key: '', label: t('book.onlyDiffering'), href: href(pages.handbook, here) },
          { key: 'het', label: t('book.allIndicators'), href: href(pages.handbook, { ...here, hien: 'het' }) },
        ]}
      />
      <p className="faint">{t('book.differsHelp')}</p>
      {shown.length === 0 ? <Empty>{t('book.noDifference')}</Empty> : <Table sets={sets} ids={shown} />}
    </>
  )
}

type TableProps = { readonly sets: readonly IndexSetAnswer[]; readonly ids: readonly string[] }

function Table({ sets, ids }: TableProps) {
  const { t } = useWords()
  return (
    <TableFrame label={t('book.all')}>
      <table className="book-versions">
        <caption className="unseen">{t('book.all')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('book.name')}</th>
            {sets.map((set) => (
              <th scope="col" key={set.id}>
                {set.id}
                <br />
                <span className="faint">{validText(set, t)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => (
            <Row key={id} id={id} sets={sets} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function Row({ id, sets }: { readonly id: string; readonly sets: readonly IndexSetAnswer[] }) {
  const { t } = useWords()
  const href = useHref()
  const [last] = sets.filter((set) => indicatorOf(set, id) !== null).toReversed()
  const name = last === undefined ? id : (indicatorOf(last, id)?.name ?? id)
  return (
    <tr>
      <th scope="row">
        <Link href={href(`${pages.handbook}/${id}`, { 'phien-ban': last?.id ?? '' })}>{name}</Link>
        {differs(id, sets) && (
          <span className="book-differs">
            <Shape kind="warn" /> {t('book.differs')}
          </span>
        )}
      </th>
      {sets.map((set) => (
        <td key={set.id}>
          <Said id={id} set={set} sets={sets} />
        </td>
      ))}
    </tr>
  )
}

/** Each with its name: side by side nobody has to look up what a bare number is. What differs is marked. */
function Said({
  id,
  set,
  sets,
}: {
  readonly id: string
  readonly set: IndexSetAnswer
  readonly sets: readonly IndexSetAnswer[]
}) {
  const { t, language } = useWords()
  const found = indicatorOf(set, id)
  if (found === null) return <span className="faint">{t('book.absent')}</span>
  const all = sets.map((one) => linesOf(indicatorOf(one, id), one, t, language))
  const no = numberIn(found.numbers, set.id)
  return (
    <dl className="book-said">
      {no !== '' && (
        <div>
          <dt>{t('book.no')}</dt>
          <dd>{no}</dd>
        </div>
      )}
      {linesOf(found, set, t, language).map(([name, text], index) => {
        const isOther = new Set(all.map((lines) => lines[index]?.[1])).size > 1
        if (!isOther && (text === '' || index >= asked)) return null
        return (
          <div key={name} className={isOther ? 'is-other' : undefined}>
            <dt>
              {isOther && <Shape kind="warn" />} {name}
            </dt>
            <dd>{text === '' ? '–' : text}</dd>
          </div>
        )
      })}
    </dl>
  )
}

/** The lines that are always shown; those behind them only where versions differ. */
const asked = 5

type Line = readonly [name: string, text: string]

function linesOf(of: IndicatorOfSet | null, set: IndexSetAnswer, t: Say, language: Language): readonly Line[] {
  if (of === null) return []
  const factor = of.multiplyBy === null ? null : indicatorOf(set, of.multiplyBy)
  return [
    [t('book.max'), plainText(of.max, language)],
    [t('book.target'), targetText(of, t, language)],
    [t('book.times'), factor === null ? '' : factor.name],
    [t('book.verdict'), verdictText(of, t, language)],
    [t('book.whenEmpty'), emptyText(of, t)],
    [t('book.whenNull'), nullText(of, t)],
    [t('book.scope'), of.kind === 'scored' ? scopeText(of, t) : t(`book.${of.kind}`)],
  ]
}
