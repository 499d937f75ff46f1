import { Rule } from '../../parts/rule.tsx'
import { isPolicy, policyWords } from '../../../src/core/index-set/policy-words.ts'
import type { ExplanationAnswer } from '../../../src/server/routes/explanations.ts'
import type { IndicatorOfSet } from '../../parts/handbook.ts'
import { asPercent } from '../../../src/core/exact.ts'
import { countText, percentText, sent } from '../../words/number.ts'
import { dayText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly of: ExplanationAnswer; readonly known: IndicatorOfSet | null }

/** What is counted, in words, and where that is written. */
export function Rules({ of, known }: Props) {
  const { t, language } = useWords()
  const { part, whole } = of.formula
  const target = of.target === null ? null : percentText(asPercent(sent(of.target)).valueOf(), language)
  const empty = known?.whenEmpty?.[of.level]
  return (
    <dl className="rules">
      <Rule name={t('explained.part')}>{part && <Told of={part} />}</Rule>
      <Rule name={t('explained.whole')}>
        {whole && <Told of={whole} />}
        {of.nationalReport !== null && (
          <p className="faint">
            {t(`explained.report-${of.nationalReport.from}`, {
              number: countText(of.nationalReport.received, language),
            })}
          </p>
        )}
      </Rule>
      <Rule name={t('explained.target')}>{target}</Rule>
      <Rule name={t('explained.empty')}>{isPolicy(empty) ? policyWords[empty][language] : null}</Rule>
      <Rule name={t('explained.source')}>{of.source?.[language]}</Rule>
      <Rule name={t('explained.law')}>
        <ul>
          {of.legalBasis.map(({ document, date, title }) => (
            <li key={document}>
              {document}
              {date !== undefined && `, ${dayText(date)}`}: {title[language]}
            </li>
          ))}
        </ul>
      </Rule>
      <Rule name={t('explained.evidence')}>{of.evidence?.[language]}</Rule>
    </dl>
  )
}

type Told = NonNullable<ExplanationAnswer['formula']['part']>

function Told({ of }: { readonly of: Told }) {
  const { language } = useWords()
  return (
    <>
      <p>{of.words[language]}</p>
      {of.conditions !== null && <p className="faint">{of.conditions[language]}</p>}
    </>
  )
}
