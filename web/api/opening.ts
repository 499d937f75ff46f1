import type { QueryClient } from '@tanstack/react-query'
import type { Opening } from '../../src/server/opening.ts'
import { languageNow } from '../words/words.ts'
import { answerKey, askedQuery, scorecardPath, sessionKey } from './queries.ts'

/** Puts the answers that came with the page where the questions for them will look. */
export function takeOpening(client: QueryClient): void {
  const text = document.getElementById('opening')?.textContent ?? ''
  if (text === '') return
  const { installation, session, latest, first }: Opening = JSON.parse(text)
  const language = languageNow()
  client.setQueryData(sessionKey, session)
  client.setQueryData(answerKey('fixed', '/api/installation', {}, language), installation)
  if (latest !== null) client.setQueryData(answerKey('fixed', '/api/latest', {}, language), latest)
  if (first === null) return
  const { scorecard, indexSet } = first
  const query = askedQuery({ period: scorecard.period, asOf: undefined })
  client.setQueryData(answerKey('counted', scorecardPath(scorecard.unit), query, language), scorecard)
  client.setQueryData(answerKey('fixed', `/api/index-sets/${indexSet.id}`, {}, first.language), indexSet)
}
