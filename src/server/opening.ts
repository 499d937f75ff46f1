import type { Language } from '../core/words.ts'
import { cardOf } from '../office/counting/scorecards.ts'
import type { Subject } from './gate.ts'
import { sessionIn } from './guard.ts'
import type { Asking, Parts } from './parts.ts'
import { Refused } from './problem.ts'
import { questionOf } from './question.ts'
import { handbookOf, type IndexSetAnswer } from './routes/index-sets.ts'
import { type InstallationAnswer, type LatestAnswer, latestPeriod, shownInstallation } from './routes/installation.ts'
import { sharedScores, shownCard } from './routes/scores.ts'
import { type SessionAnswer, shownSession } from './routes/session.ts'

/**
 * What a page begins with, in the page itself: the same answers as those of the routes, so that the first figure stands
 * there without a further way to the server. What is null is asked for by the page.
 */
export type Opening = {
  readonly installation: InstallationAnswer
  /** Null: nobody has signed in. */
  readonly session: SessionAnswer | null
  readonly latest: LatestAnswer | null
  readonly first: First | null
}

/** The scorecard of the asker's unit for the latest month, with the names of its set in that language. */
type First = {
  readonly scorecard: ReturnType<typeof shownCard>
  readonly indexSet: IndexSetAnswer
  readonly language: Language
}

/** Milliseconds that a page waits for figures at most: it can ask for them itself. */
const patience = 300

/** `hasFirst`: whether the address leaves open whose figures it is about. Null where the page has to ask for everything. */
export async function openingOf(c: Asking, parts: Parts, hasFirst: boolean): Promise<Opening | null> {
  try {
    const session = sessionIn(c, parts)
    const subject = session?.session.subject ?? parts.gate.visitor()
    const answers = subject === null ? null : await soon(figuresFor(parts, subject, hasFirst && session !== null))
    return {
      installation: shownInstallation(parts),
      session: session && shownSession(parts, session.session),
      latest: answers?.latest ?? null,
      first: answers?.first ?? null,
    }
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

type Figures = Pick<Opening, 'latest' | 'first'>

async function figuresFor(parts: Parts, subject: Subject, hasFirst: boolean): Promise<Figures> {
  if (!parts.gate.decide(subject, 'read-scores', null).ok) return { latest: null, first: null }
  const latest = await latestPeriod(parts)
  return { latest, first: hasFirst ? await firstOf(parts, subject, latest.latest) : null }
}

async function firstOf(parts: Parts, subject: Subject, period: string): Promise<First | null> {
  const { unit } = subject
  if (!parts.gate.decide(subject, 'read-scores', unit).ok) return null
  const scorecards = await sharedScores(parts, await questionOf({ period, units: 'current' }, parts))
  const found = cardOf(scorecards, unit)
  if (!found.ok) return null
  const language = 'vi'
  const indexSet = handbookOf(scorecards.asked.indexSet, language)
  return { scorecard: shownCard(subject, parts, scorecards, found.value), indexSet, language }
}

/** Null when it takes too long; the work goes on, and is there when the page asks. */
async function soon<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const bell = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience)
  })
  try {
    return await Promise.race([work, bell])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}
