import type { DossierAnswer } from '../../../src/server/routes/dossiers.ts'
import { momentText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'

/** What happened, one under the other, with the due date among it: what stands below it came too late. */
export function Timeline({ of }: { readonly of: DossierAnswer }) {
  const { t } = useWords()
  const due = of.dueAt
  return (
    <section className="keep">
      <h2>{t('dossier.timeline')}</h2>
      <ol className="timeline">
        {of.timeline.map(({ at, what }, index) => (
          <li key={`${at}-${index}`} className={due !== null && at > due ? 'is-after-due' : undefined}>
            <time dateTime={at}>{momentText(at)}</time>
            <span>{what}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
