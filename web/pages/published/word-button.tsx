import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { type ApiProblem, sendForFile } from '../../api/client.ts'
import { useStart } from '../../app/start.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { Failed } from '../../parts/failed.tsx'
import { useWords } from '../../words/words.ts'

type Props = { readonly file: File; readonly indexSet: string }

/** The form again as a Word file, with what was found as an annex if wished. */
export function WordButton({ file, indexSet }: Props) {
  const { t, language } = useWords()
  const { csrf } = useStart().session
  const id = useId()
  const [isAnnexed, setAnnexed] = useState(true)
  const writing = useMutation<Blob, ApiProblem>({
    mutationFn: () =>
      sendForFile('/api/published/word', {
        method: 'POST',
        body: file,
        query: { name: file.name, indexSet, annex: String(isAnnexed) },
        csrf,
        language,
      }),
    onSuccess: (word) => saveFile(`${file.name.replace(/\.[^.]*$/, '')} (chiso).docx`, word),
  })
  return (
    <div className="word no-print">
      <button type="button" className="main-button" disabled={writing.isPending} onClick={() => writing.mutate()}>
        {t(writing.isPending ? 'published.wordBusy' : 'published.word')}
      </button>
      <span className="check">
        <input id={id} type="checkbox" checked={isAnnexed} onChange={({ target }) => setAnnexed(target.checked)} />
        <label htmlFor={id}>{t('published.annex')}</label>
      </span>
      {writing.error !== null && <Failed error={writing.error} />}
    </div>
  )
}
