import type { Say } from './words.ts'
import { vi } from './vi.ts'

/** What to do about an indicator; null for one that a province has added itself. */
export function adviceFor(id: string, t: Say): string | null {
  return isAdvised(id) ? t(`advice.${id}`) : null
}

function isAdvised(id: string): id is keyof typeof vi.advice {
  return Object.hasOwn(vi.advice, id)
}

const nouns = ['dossiers', 'procedures', 'services', 'petitions', 'units'] as const
type Noun = (typeof nouns)[number] | 'cases'

/** What a measure counts: `dossiers-on-time` counts dossiers. */
export function nounOf(measure: string | undefined, t: Say): string {
  const words = measure?.split('-') ?? []
  const noun: Noun = nouns.find((one) => words[0] === one || words[1] === one) ?? 'cases'
  return t(`noun.${noun}`)
}
