import { type FormEvent, useId } from 'react'
import { Link } from 'wouter'
import { useChangeAddress, useParameter } from '../../app/address.ts'
import { useWords } from '../../words/words.ts'

export function ProcedureFilter({ clearTo }: { readonly clearTo: string }) {
  const { t } = useWords()
  const id = useId()
  const [procedure] = useParameter('thu-tuc')
  const change = useChangeAddress()
  const filter = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get('procedure')
    change({ 'thu-tuc': typeof typed === 'string' ? typed.trim() : null, tu: null })
  }
  return (
    <form className="filter" onSubmit={filter} key={procedure}>
      <label htmlFor={id}>{t('work.procedure')}</label>
      <input id={id} name="procedure" defaultValue={procedure} placeholder={t('work.procedureAll')} />
      <button type="submit">{t('work.filter')}</button>
      {procedure !== '' && <Link href={clearTo}>{t('work.clear')}</Link>}
    </form>
  )
}
