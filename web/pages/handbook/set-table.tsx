import { numberIn } from '../../../src/core/index-set/number.ts'
import { Link } from 'wouter'
import type { IndexSetAnswer } from '../../../src/server/routes/index-sets.ts'
import { pages, useHref, useParameter } from '../../app/address.ts'
import { type GroupOfSet, type IndicatorOfSet } from '../../parts/handbook.ts'
import { plainText } from '../../words/number.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import { emptyText, targetText, verdictText } from './said.ts'

type Props = { readonly set: IndexSetAnswer; readonly opened: string | undefined }

/** All indicators of a version, in its order. Each opens to its definition. */
export function SetTable({ set, opened }: Props) {
  const { t, language } = useWords()
  return (
    <TableFrame label={set.name}>
      <table className="book-table">
        <caption className="unseen">{set.name}</caption>
        <thead>
          <tr>
            <th scope="col">{t('book.no')}</th>
            <th scope="col">{t('book.name')}</th>
            <th scope="col" className="number">
              {t('book.max')}
            </th>
            <th scope="col" className="number">
              {t('book.target')}
            </th>
            <th scope="col" className="number">
              {t('book.verdict')}
            </th>
            <th scope="col" className="only-wide">
              {t('book.whenEmpty')}
            </th>
          </tr>
        </thead>
        {set.groups.map((group) => (
          <tbody key={group.code}>
            <GroupRow group={group} set={set.id} />
            {group.indicators.map((one) => (
              <IndicatorRow key={one.id} of={one} set={set.id} isOpen={opened === one.id} />
            ))}
          </tbody>
        ))}
        <tbody>
          <tr className="table-sum">
            <td />
            <th scope="row">{t('book.total')}</th>
            <td className="number">{plainText(set.total, language)}</td>
            <td />
            <td />
            <td className="only-wide" />
          </tr>
        </tbody>
      </table>
    </TableFrame>
  )
}

function GroupRow({ group, set }: { readonly group: GroupOfSet; readonly set: string }) {
  const { language } = useWords()
  return (
    <tr className="table-group">
      <td>{numberIn(group.numbers, set)}</td>
      <th scope="rowgroup">{group.name}</th>
      <td className="number">{plainText(group.max, language)}</td>
      <td />
      <td />
      <td className="only-wide" />
    </tr>
  )
}

type RowProps = { readonly of: IndicatorOfSet; readonly set: string; readonly isOpen: boolean }

function IndicatorRow({ of, set, isOpen }: RowProps) {
  const { t, language } = useWords()
  const href = useHref()
  const [version] = useParameter('phien-ban')
  return (
    <tr className={isOpen ? 'is-open' : undefined}>
      <td className="nowrap">{numberIn(of.numbers, set)}</td>
      <th scope="row">
        <Link href={href(`${pages.handbook}/${of.id}`, { 'phien-ban': version })}>{of.name}</Link>
        {of.kind !== 'scored' && <span className="faint small"> · {t(`book.${of.kind}`)}</span>}
      </th>
      <td className="number">{plainText(of.max, language)}</td>
      <td className="number">{targetText(of, t, language) || '–'}</td>
      <td className="number">{verdictText(of, t, language)}</td>
      <td className="only-wide">{emptyText(of, t) || '–'}</td>
    </tr>
  )
}
