import { basename } from 'node:path'
import type { Result } from '../core/failure.ts'
import { covers } from '../core/index-set/in-force.ts'
import type { IndexSet } from '../core/index-set/index-set.ts'
import { limits } from '../core/limits.ts'
import { readCounts } from '../core/score/counts.ts'
import { scoreUnit } from '../core/score/score.ts'
import type { Scorecard } from '../core/score/scorecard.ts'
import { readJsonFile } from './files.ts'
import { openIndexSet } from './index-sets.ts'

export type Scored = {
  readonly card: Scorecard
  readonly indexSet: IndexSet
  /** Whether the set was in force for the whole period. Points of another time are worked out, and said to be so. */
  readonly inForce: boolean
  /** Fields of the file that nothing was done with. */
  readonly ignored: readonly string[]
}

/** Scores the counts in a JSON file under an index set given by id or path. */
export async function scoreFile(path: string, indexSetId: string): Promise<Result<Scored>> {
  const loaded = await openIndexSet(indexSetId)
  if (!loaded.ok) return loaded
  const { indexSet } = loaded.value
  const json = await readJsonFile(path, limits.textFileBytes)
  if (!json.ok) return json
  const question = readCounts(json.value, indexSet, basename(path))
  if (!question.ok) return question
  const card = scoreUnit(indexSet, question.value.counts, question.value)
  return {
    ok: true,
    value: { card, indexSet, inForce: covers(indexSet, card.period), ignored: question.value.ignored },
  }
}
