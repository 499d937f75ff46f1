import { Link } from 'wouter'
import type { ExplanationAnswer } from '../../../src/server/routes/explanations.ts'
import { type Asked, askedQuery, useAnswer } from '../../api/queries.ts'
import { pages, useHref } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import { AskedNote } from '../../parts/asked-note.tsx'
import { useHandbook } from '../../parts/handbook.ts'
import { Answer } from '../../parts/states.tsx'
import { nounOf } from '../../words/advice.ts'
import { countText, ratioText } from '../../words/number.ts'
import { periodText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { Arithmetic } from './arithmetic.tsx'
import { Rules } from './rules.tsx'
import { Shares } from './shares.tsx'
import './explained.css'

type Props = { readonly indicator: string; readonly asked: Asked }

/** One number opened, down to what it is made of. */
export function Explained({ indicator, asked }: Props) {
  const answer = useAnswer<ExplanationAnswer>(
    `/api/explanations/${encodeURIComponent(asked.unit)}/${encodeURIComponent(indicator)}`,
    { query: askedQuery(asked) },
  )
  return <Answer of={answer}>{(found) => <Shown of={found} />}</Answer>
}

function Shown({ of }: { readonly of: ExplanationAnswer }) {
  const { t, language } = useWords()
  const handbook = useHandbook(of.indexSet)
  const noun = nounOf(of.formula.part?.id, t)
  return (
    <div className="explained">
      <AskedNote of={{ ...of, name: of.unitName }} />
      {of.score !== undefined && <Arithmetic of={of} score={of.score} noun={noun} />}
      <Lists of={of} noun={noun} />
      <Rules of={of} known={handbook.of(of.indicator)} />
      <Shares title={t('explained.months')} rows={of.months} name={(row) => periodText(row.of, language)} />
      <Shares title={t('explained.below')} rows={of.below} name={(row) => row.name} isUnit />
      <Shares
        title={t('explained.procedures')}
        rows={of.procedures}
        name={(row) => row.name ?? row.of}
        note={of.procedures.length > 0 && of.score ? t('explained.proceduresNote') : undefined}
      />
      <p className="small faint">
        {t('explained.watermark', { number: countText(of.watermark, language) })}
        {of.score?.ratio != null && ` · ${t('explained.exact', { ratio: ratioText(of.score.ratio, language) })}`}
      </p>
    </div>
  )
}

/** The way on: to what is not in the part, and to what is. */
function Lists({ of, noun }: { readonly of: ExplanationAnswer; readonly noun: string }) {
  const { t, language } = useWords()
  const href = useHref()
  const mayList = useMay('list-dossiers')
  const { score } = of
  if (!mayList || score === undefined || score.part === null || score.whole === null) return null
  const path = `${pages.indicators}/${of.indicator}/danh-sach`
  const failing = score.whole - score.part
  return (
    <p className="explained-lists no-print">
      {failing > 0 && (
        <Link href={href(path)} className="button main-button">
          {t('explained.failing', { number: countText(failing, language), noun })}
        </Link>
      )}
      {score.part > 0 && (
        <Link href={href(path, { phan: 'dat' })} className="button">
          {t('explained.passing', { number: countText(score.part, language), noun })}
        </Link>
      )}
    </p>
  )
}
