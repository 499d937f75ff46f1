import { formatInstant, type Instant, momentWords } from '../time/instant.ts'
import { dueMoment } from '../time/judgement.ts'
import type { Handled } from './dossier.ts'
import type { Words } from '../words.ts'
import type { DossierRule, DossierStep, DossierTelling } from './judgement.ts'
import type { Supplement } from './supplement.ts'

export type Due = {
  /** Null: no due date is stated. */
  readonly at: Instant | null
  /** The supplements whose time may be taken off when comparing with `at`. */
  readonly credited: readonly Supplement[]
  readonly steps: DossierTelling
}

/**
 * The due date to compare with. The rule takes the citizen's time off the end; a source may instead move the due date.
 * Doing both would credit the time twice, so:
 * - not moved (no NgayHenTraMoi): the due date, every answered supplement is taken off;
 * - moved, and the date before is stated (NgayHenTraTruoc): the date before the first move, every one is taken off;
 * - moved, and the date before is not stated: the due date as it is now, which already holds those supplements; only
 *   supplements that moved nothing are taken off.
 */
export function dueOf(dossier: Handled, supplements: readonly Supplement[]): Due {
  if (supplements.length === 0) return dueUnmoved(dossier.dueAt, supplements)
  const moved = supplements.filter(({ dueBefore, dueAfter }) => dueAfter !== null && dueAfter !== dueBefore)
  const [first] = moved
  if (first === undefined) {
    const stated = dossier.dueAt ?? supplements.find(({ dueBefore }) => dueBefore !== null)?.dueBefore ?? null
    return dueUnmoved(stated, supplements)
  }
  const now = dossier.dueAt ?? moved.at(-1)?.dueAfter ?? null
  if (first.dueBefore !== null)
    return dueAt(first.dueBefore, supplements, 'due-before-supplement', () => ({
      vi: `Hẹn trả đã dời sang ${momentText(now)} vì bổ sung; so với hẹn trả trước khi bổ sung`,
      en: `The due date was moved to ${momentText(now)} for the supplement; compared with the one before`,
    }))
  const unmoved = supplements.filter((supplement) => !moved.includes(supplement))
  if (now === null) return { at: null, credited: supplements, steps: missing }
  return dueAt(now, unmoved, 'due-holds-supplement', () => ({
    vi: 'Hẹn trả đã dời vì bổ sung, không ghi hẹn trả trước đó, nên không trừ thời gian bổ sung lần nữa; hẹn trả',
    en: 'The due date was moved for the supplement and the one before is not stated, so its time is not taken off again; due',
  }))
}

function dueUnmoved(stated: Instant | null, supplements: readonly Supplement[]): Due {
  if (stated === null) return { at: null, credited: supplements, steps: missing }
  return dueAt(stated, supplements, 'due-stated', dueWord)
}

const dueWord = (): Words => ({ vi: 'Hẹn trả', en: 'Due' })

const missing: DossierTelling = () => [
  { rule: 'due-missing', text: { vi: 'Hồ sơ không ghi ngày hẹn trả.', en: 'No due date is stated.' } },
]

function momentText(at: Instant | null): string {
  return at === null ? '?' : formatInstant(at)
}

function dueAt(stated: Instant, credited: readonly Supplement[], rule: DossierRule, head: () => Words): Due {
  const at = dueMoment(stated)
  return { at, credited, steps: () => dueSteps(stated, at, rule, head()) }
}

function dueSteps(stated: Instant, at: Instant, rule: DossierRule, { vi, en }: Words): readonly DossierStep[] {
  const words = momentWords(stated)
  const statedStep: DossierStep = { rule, text: { vi: `${vi}: ${words.vi}.`, en: `${en}: ${words.en}.` } }
  if (at === stated) return [statedStep]
  const wholeDay: DossierStep = {
    rule: 'due-is-a-day',
    text: {
      vi: `Hẹn trả không ghi giờ: tính đến hết ngày, ${momentWords(at).vi}.`,
      en: `The due date has no time: it runs to the end of the day, ${momentWords(at).en}.`,
    },
  }
  return [statedStep, wholeDay]
}
