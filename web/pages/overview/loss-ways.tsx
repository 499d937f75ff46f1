import { Link } from 'wouter'
import type { ExplanationAnswer } from '../../../src/server/routes/explanations.ts'
import type { WorkAnswer } from '../../../src/server/routes/lists.ts'
import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { askedQuery, useAnswer } from '../../api/queries.ts'
import { names, pages, useAsked, useHref } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import type { IndicatorScore } from '../../parts/worth.ts'
import { countText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly score: IndicatorScore; readonly card: ScorecardAnswer; readonly noun: string }

/** Where most of it is, and the lists to begin with: for who may see them. */
export function LossWays(props: Props) {
  const mayExplain = useMay('read-explanations')
  if (!mayExplain || !props.card.isOpen) return null
  return (
    <>
      <Places {...props} />
      <Lists {...props} />
    </>
  )
}

const mostPlaces = 3

function Places({ score, card }: Props) {
  const { t, language } = useWords()
  const href = useHref()
  const asked = useAsked()
  const path = `/api/explanations/${encodeURIComponent(card.unit)}/${encodeURIComponent(score.id)}`
  const { data } = useAnswer<ExplanationAnswer>(path, { query: askedQuery(asked) })
  const missing = ({ part, whole }: { readonly part: number; readonly whole: number }) => whole - part
  const places = (data?.below ?? []).filter((row) => missing(row) > 0).toSorted((a, b) => missing(b) - missing(a))
  if (places.length === 0) return null
  return (
    <p className="small loss-places">
      {t('overview.lossWhere')}{' '}
      {places.slice(0, mostPlaces).map((row, index) => (
        <span key={row.of}>
          {index > 0 && ', '}
          <Link href={href(`${pages.indicators}/${score.id}`, { [names.unit]: row.of })}>{row.name}</Link>{' '}
          <span className="faint">({countText(missing(row), language)})</span>
        </span>
      ))}
    </p>
  )
}

/** Within two and three days lie those of one; waiting is for others to end. */
const told: ReadonlySet<string> = new Set(['due-1', 'overdue', 'no-result', 'unpaid', 'not-synced'])

function Lists({ score, card, noun }: Props) {
  const { t, language } = useWords()
  const href = useHref()
  const asked = useAsked()
  const mayList = useMay('list-dossiers')
  const { data } = useAnswer<WorkAnswer>(`/api/work/${encodeURIComponent(card.unit)}`, { query: askedQuery(asked) })
  if (!mayList || score.part === null || score.whole === null) return null
  const kinds = data?.kinds.filter(
    ({ kind, indicator, total }) => indicator === score.id && told.has(kind) && total > 0,
  )
  const failing = score.whole - score.part
  return (
    <p className="loss-lists no-print">
      {failing > 0 && (
        <Link href={href(`${pages.indicators}/${score.id}/danh-sach`)}>
          {t('explained.failing', { number: countText(failing, language), noun })}
        </Link>
      )}
      {kinds?.map(({ kind, name, total }) => (
        <Link key={kind} href={href(pages.work, { loai: kind })}>
          {name[language]}: {countText(total, language)}
        </Link>
      ))}
    </p>
  )
}
