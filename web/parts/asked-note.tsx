import { minuteText, periodText } from '../words/time.ts'
import { useWords } from '../words/words.ts'
import { Shape } from './shape.tsx'

type Props = {
  readonly of: {
    readonly period: string
    readonly asOf: string
    readonly indexSet: string
    readonly provisional?: boolean
    readonly inForce?: boolean
    readonly name?: string
  }
}

/** What figures are: of whom, of which period, as of when, by which version; also on paper. */
export function AskedNote({ of }: Props) {
  const { t, language } = useWords()
  const { period, asOf, indexSet, provisional = false, inForce = true, name } = of
  return (
    <p className="asked-note">
      {name !== undefined && <strong>{name} · </strong>}
      {periodText(period, language)} · {t('question.dataAsOf', { at: minuteText(asOf) })} ·{' '}
      {t('question.indexSet', { id: indexSet })}
      {provisional && (
        <>
          {' · '}
          <Shape kind="none" /> {t('question.provisional')}
        </>
      )}
      {!inForce && (
        <>
          {' · '}
          <Shape kind="warn" /> {t('question.notInForce', { id: indexSet })}
        </>
      )}
    </p>
  )
}
