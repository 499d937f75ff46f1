import { Rule } from '../../parts/rule.tsx'
import { numberIn } from '../../../src/core/index-set/number.ts'
import type { IndexSetAnswer, IndexSetHead } from '../../../src/server/routes/index-sets.ts'
import { type IndicatorOfSet } from '../../parts/handbook.ts'
import { plainText } from '../../words/number.ts'
import { dayText } from '../../words/time.ts'
import { type Say, useWords } from '../../words/words.ts'
import { emptyText, nullText, scopeText, targetText, verdictText } from './said.ts'
import { IndicatorVersions } from './indicator-versions.tsx'

type Props = { readonly set: IndexSetAnswer; readonly of: IndicatorOfSet; readonly heads: readonly IndexSetHead[] }

/** One indicator of one version, whole: what is counted, how points come of it, where that is written. */
export function Definition({ set, of, heads }: Props) {
  const { t, language } = useWords()
  return (
    <div className="book">
      <Formula set={set} of={of} />
      <dl className="rules">
        <Rule name={t('book.part')}>{of.part && <Measure of={of.part} />}</Rule>
        <Rule name={t('book.whole')}>{of.whole && <Measure of={of.whole} />}</Rule>
        <Rule name={t('book.target')}>{targetText(of, t, language)}</Rule>
        <Rule name={t('book.verdict')}>{of.verdict && verdictText(of, t, language)}</Rule>
        <Rule name={t('book.whenEmpty')}>{emptyText(of, t)}</Rule>
        <Rule name={t('book.whenNull')}>{nullText(of, t)}</Rule>
        <Rule name={t('book.scope')}>{of.kind === 'scored' ? scopeText(of, t) : null}</Rule>
        <Rule name={t('book.numbers')}>{numbersText(of, t)}</Rule>
        <Rule name={t('book.source')}>{of.source}</Rule>
        <Rule name={t('book.law')}>
          {set.legalBasis.map(({ document, date, title }) => (
            <p key={document}>
              {document}
              {date !== null && `, ${dayText(date)}`}: {title}
            </p>
          ))}
        </Rule>
        <Rule name={t('book.evidence')}>{of.evidence}</Rule>
      </dl>
      <IndicatorVersions id={of.id} heads={heads} />
    </div>
  )
}

function Formula({ set, of }: Omit<Props, 'heads'>) {
  const { t, language } = useWords()
  if (of.kind !== 'scored') return <p className="note">{t(`book.${of.kind}`)}</p>
  const max = plainText(of.max, language)
  const times = set.groups.flatMap(({ indicators }) => indicators).find(({ id }) => id === of.multiplyBy)
  return (
    <section>
      <h3>{t('book.formula')}</h3>
      <p className="book-formula">{t('book.formulaText', { max, target: targetText(of, t, language) })}</p>
      {times !== undefined && (
        <p>{t('book.formulaTimes', { name: `${numberIn(times.numbers, set.id)} ${times.name}` })}</p>
      )}
    </section>
  )
}

function Measure({ of }: { readonly of: NonNullable<IndicatorOfSet['part']> }) {
  return (
    <>
      <p>{of.words}</p>
      {of.conditions !== null && <p className="faint">{of.conditions}</p>}
    </>
  )
}

const numberings = ['law', 'note', 'table-2023'] as const

function numbersText({ numbers }: IndicatorOfSet, t: Say): string {
  return Object.entries(numbers)
    .map(([key, no]) => {
      const known = numberings.find((one) => one === key)
      return `${known === undefined ? key : t(`numbering.${known}`)}: ${no}`
    })
    .join(' · ')
}
