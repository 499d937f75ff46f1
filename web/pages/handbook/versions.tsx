import { Link } from 'wouter'
import type { IndexSetAnswer, IndexSetHead } from '../../../src/server/routes/index-sets.ts'
import { pages, useHref, useParameter } from '../../app/address.ts'
import { Choices } from '../../parts/choices.tsx'
import { type IndicatorOfSet, numberIn } from '../../parts/handbook.ts'
import { Shape } from '../../parts/shape.tsx'
import { Empty, Loading, Wrong } from '../../parts/states.tsx'
import { plainText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import { emptyText, targetText, verdictText } from './said.ts'
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
  const ids = [...new Set(sets.flatMap(({ groups }) => groups.flatMap(({ indicators }) => indicators.map(({ id }) => id))))]
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
    <div className="table-frame">
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
    </div>
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
      {sets.map((set) => {
        const found = indicatorOf(set, id)
        return (
          <td key={set.id}>
            {found === null ? <span className="faint">{t('book.absent')}</span> : <Said of={found} set={set.id} />}
          </td>
        )
      })}
    </tr>
  )
}

/** Each with its name: side by side nobody has to look up what a bare number is. */
function Said({ of, set }: { readonly of: IndicatorOfSet; readonly set: string }) {
  const { t, language } = useWords()
  if (of.kind !== 'scored') return <span className="faint">{t(`book.${of.kind}`)}</span>
  const said = [
    [t('book.no'), numberIn(of.numbers, set)],
    [t('book.max'), plainText(of.max, language)],
    [t('book.target'), targetText(of, t, language)],
    [t('book.verdict'), verdictText(of, t, language)],
    [t('book.whenEmpty'), emptyText(of, t)],
  ] as const
  return (
    <dl className="book-said">
      {said.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
