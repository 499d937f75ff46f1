import { useState } from 'react'
import type { ListRow, WorkListAnswer } from '../../../src/server/routes/lists.ts'
import { verdictNames } from '../../../src/core/time/judgement.ts'
import { ask, type Query } from '../../api/client.ts'
import { saveText, sheetText } from '../../parts/sheet.ts'
import { limitText, minuteText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly path: string; readonly query: Query; readonly name: string }

/** Rows fetched at once, and at most: a list that is longer is for the exports. */
const step = 500
const most = 10_000

/** The list that is shown, all its pages, as a table file. */
export function SaveTable({ path, query, name }: Props) {
  const { t, language } = useWords()
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const rows: ListRow[] = []
      let total = 1
      while (rows.length < Math.min(total, most)) {
        const page: WorkListAnswer = await ask(path, {
          language,
          query: { ...query, offset: rows.length, limit: step },
        })
        rows.push(...page.rows)
        total = page.rows.length === 0 ? 0 : page.total
      }
      const heads = ['code', 'unit', 'procedure', 'received', 'due', 'ended', 'state'] as const
      const moment = (iso: string | null | undefined) => (iso == null ? '' : minuteText(iso))
      const lines = rows.map((row) => [
        row.code,
        row.unitName,
        row.procedure ?? '',
        moment(row.receivedAt),
        row.inTimeUntil == null ? '' : limitText(row.inTimeUntil),
        moment(row.endedAt),
        row.state === undefined ? '' : verdictNames[row.state][language],
      ])
      saveText(`${name}.csv`, sheetText([heads.map((head) => t(`list.${head}`)), ...lines]))
    } finally {
      setBusy(false)
    }
  }
  return (
    <button type="button" disabled={isBusy} onClick={() => void save()}>
      {isBusy ? t('list.csvBusy') : t('list.csv')}
    </button>
  )
}
