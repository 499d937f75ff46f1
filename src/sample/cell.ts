import type { Month } from './days.ts'
import { type EndKind, type Fate, fates, type Plan, type Times } from './plan.ts'
import type { SampleProcedure } from './procedure.ts'
import type { Quotas } from './quota.ts'
import type { Random } from './random.ts'
import type { Clock, Wish } from './times.ts'

/** The dossiers of one unit and month: as many of each kind as its quota says, which ones by chance. */
export type Cell = {
  readonly random: Random
  readonly clock: Clock
  readonly month: Month
  readonly procedures: readonly SampleProcedure[]
  /** Gives the next serial number of the sample. */
  readonly serial: () => number
}

/** What is decided about a dossier before its procedure and its times can be chosen. */
type Draft = {
  readonly fate: Fate
  readonly endKind: EndKind | null
  returnsPaper: boolean
  hasResultFile: boolean
  isDigitised: boolean
  isOnline: boolean
  fee: Plan['fee']
  isPaidOnline: boolean
  isReused: boolean
  isStored: boolean
  usesPopulationData: boolean
  isSynced: boolean
}

export function makeCell(cell: Cell, quotas: Quotas, unit: number): Plan[] {
  const { random } = cell
  const drafts = fates.flatMap((fate) =>
    Array.from({ length: quotas.fates[fate][unit] ?? 0 }, () => draftOf(fate, random)),
  )
  allot(drafts, quotas, unit, random)
  const plans = drafts.map((draft) => planOf(draft, cell))
  judge(plans, quotas, unit, cell)
  return plans
}

function draftOf(fate: Fate, random: Random): Draft {
  return {
    fate,
    endKind: endKindOf(fate, random),
    returnsPaper: false,
    hasResultFile: false,
    isDigitised: false,
    isOnline: false,
    fee: 'none',
    isPaidOnline: false,
    isReused: false,
    isStored: false,
    usesPopulationData: false,
    isSynced: false,
  }
}

function endKindOf(fate: Fate, random: Random): EndKind | null {
  if (fate === 'ended-otherwise') return random.pick(['stopped', 'refused', 'withdrawn'])
  if (fate === 'within' || fate === 'overdue' || fate === 'waiting' || fate === 'waiting-again') return null
  return random.chance(0.8) ? 'returned' : 'settled'
}

function hasResult({ endKind }: Draft): boolean {
  return endKind === 'settled' || endKind === 'returned'
}

/** Marks exactly as many as the quota says, each among those it is possible for. */
function allot(drafts: readonly Draft[], quotas: Quotas, unit: number, random: Random): void {
  const count = (name: Exclude<keyof Quotas, 'fates'>) => quotas[name][unit] ?? 0
  const mark = (among: (draft: Draft) => boolean, wanted: number, set: (draft: Draft) => void) => {
    for (const draft of random.choose(drafts.filter(among), wanted)) set(draft)
  }
  const all = () => true
  const paper = (draft: Draft) => {
    draft.returnsPaper = true
  }
  const file = (draft: Draft) => {
    draft.hasResultFile = true
  }
  const online = (draft: Draft) => {
    draft.isOnline = true
  }
  mark(hasResult, count('paperSettled'), paper)
  mark((draft) => !hasResult(draft), count('paperOther'), paper)
  mark((draft) => draft.returnsPaper && hasResult(draft), count('eResult'), file)
  mark((draft) => !draft.returnsPaper && hasResult(draft), count('otherResult'), file)
  mark(
    ({ hasResultFile }) => hasResultFile,
    count('digitised'),
    (draft) => {
      draft.isDigitised = true
    },
  )
  const counts = (draft: Draft) => !draft.returnsPaper || draft.hasResultFile
  mark(counts, count('filedOnline'), online)
  mark((draft) => !counts(draft), count('onlineOnly'), online)
  mark(all, count('feePositive'), (draft) => {
    draft.fee = 'positive'
  })
  mark(
    ({ fee }) => fee === 'none',
    count('feeZero'),
    (draft) => {
      draft.fee = 'zero'
    },
  )
  mark(
    ({ fee }) => fee === 'positive',
    count('paid'),
    (draft) => {
      draft.isPaidOnline = true
    },
  )
  mark(all, count('reused'), (draft) => {
    draft.isReused = true
  })
  mark(all, count('stored'), (draft) => {
    draft.isStored = true
  })
  mark(all, count('population'), (draft) => {
    draft.usesPopulationData = true
  })
  mark(all, count('synced'), (draft) => {
    draft.isSynced = true
  })
}

function planOf(draft: Draft, cell: Cell): Plan {
  const procedure = procedureFor(draft, cell)
  const times = cell.clock.times(draft.fate, cell.month, procedure.maxWorkingDays, wishOf(cell.random))
  return plan(draft, procedure, times, cell.serial())
}

function plan(draft: Draft, procedure: SampleProcedure, times: Times, serial: number): Plan {
  return {
    ...draft,
    role: { kind: 'counted' },
    times,
    procedure,
    serial,
    isDisliked: false,
    hasPetition: false,
    dirt: null,
    copy: null,
  }
}

/** Nine in a hundred have something to supplement, two in a hundred no due date. */
function wishOf(random: Random): Wish {
  const roll = random.below(100)
  if (roll < 4) return 'supplement'
  if (roll < 6) return 'credit'
  if (roll < 7) return 'several'
  if (roll < 9) return 'moved'
  return roll < 11 ? 'no-due' : null
}

/** A procedure of that kind; the first ones of the list have most of the work. */
function procedureFor(draft: Draft, { procedures, random }: Cell): SampleProcedure {
  const fits = procedures.filter(
    (procedure) =>
      procedure.returnsPaper === draft.returnsPaper &&
      procedure.hasFee === (draft.fee !== 'none') &&
      (!draft.isOnline || procedure.usedOnline) &&
      (!draft.isPaidOnline || procedure.integrated),
  )
  const skewed = fits[Math.min(random.below(fits.length), random.below(fits.length))]
  if (!skewed) throw new Error(`no procedure for ${JSON.stringify(draft)}`)
  return skewed
}

/** Dislikes and petitions: among those in time, so that each takes one from the satisfied. */
function judge(plans: readonly Plan[], quotas: Quotas, unit: number, { random, month }: Cell): void {
  // A petition needs days to be answered in the same month.
  const early = plans.filter(({ fate, times }) => fate === 'on-time' && (times.places.ended ?? 0) <= month.to - 5)
  const wanted = quotas.petitioned[unit] ?? 0
  const petitioned = new Set(random.choose(early, Math.min(wanted, early.length)))
  const others = plans.filter((one) => one.fate === 'on-time' && !petitioned.has(one))
  const disliked = new Set(random.choose(others, (quotas.disliked[unit] ?? 0) + wanted - petitioned.size))
  for (const one of plans) {
    one.hasPetition = petitioned.has(one)
    one.isDisliked = disliked.has(one) || (one.fate === 'late' && random.chance(0.05))
  }
}

/** Dossiers that count for nothing: tests, those never received, and those that will be spoilt. */
export function makeExtra(cell: Cell, role: Plan['role']): Plan {
  const draft = draftOf('on-time', cell.random)
  return { ...planOf(draft, cell), role }
}
