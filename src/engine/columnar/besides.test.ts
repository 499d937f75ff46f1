import { expect, test } from 'vitest'
import type { Change } from '../../core/fact/fact.ts'
import { and, flag, not, type Predicate, type Some } from '../../core/measure/predicate.ts'
import { seqOf } from '../../core/observation/observation.ts'
import { asSecond, longAgo, never } from '../../core/time/second.ts'
import { tiny } from '../fixtures/engines.ts'
import { groups, ranOver } from '../fixtures/dossier.ts'
import { Crew } from './crew.ts'
import { Facts } from './facts.ts'
import { GroupCodes } from './group-codes.ts'
import { countLoop } from './loop.ts'
import { Question } from './question.ts'

/** Conditions within conditions: no measure has them, and predicates allow them. */

const about = { unit: 'H15.01', procedure: '1.000001' } as const
const announced = (key: string, decidedOnTime: boolean): Change => {
  const times = { decided: longAgo, publishBy: longAgo, published: longAgo }
  const flags = { decidedOnTime, publishedOnTime: true }
  return { table: 'announcement', key, facts: [{ table: 'announcement', key, ...about, times, flags, amounts: {} }] }
}

const dossier = (of: Predicate<'dossier'>): Some => ({ op: 'some', table: 'dossier', of })
const announcement = (of: Predicate<'announcement'>): Some => ({ op: 'some', table: 'announcement', of })
const onTime = announcement(flag('decidedOnTime'))

async function countOf(where: Predicate<'announcement'>): Promise<number> {
  const facts = new Facts(tiny)
  facts.take({ from: seqOf(0), to: seqOf(1), changes: [ranOver, announced('A', true), announced('B', false)] })
  const moment = asSecond(never - 1)
  const counting = {
    counts: 1,
    print: (somes: readonly Some[]) => (ground: Parameters<typeof countLoop>[1]) =>
      countLoop({ counted: [where], by: 'none' as const, marked: somes.map(({ of }) => of) }, ground),
  }
  const question = new Question({
    facts,
    crew: new Crew(0),
    groups: new GroupCodes(groups, facts.codes.units.texts),
    span: { 'before-period': longAgo, moment, 'as-of': moment },
    askers: [{ table: 'announcement', wheres: [where], counting }],
    units: null,
  })
  const counts = await question.counts('announcement')
  return counts.reduce((sum, [count = 0]) => sum + count, 0)
}

test.each([
  { name: 'of the same table', where: onTime, count: 2 },
  { name: 'of another', where: dossier(flag('online')), count: 2 },
  { name: 'of another that asks about a third', where: dossier(and(flag('online'), onTime)), count: 2 },
  { name: 'none of another that asks about a third', where: dossier(not(onTime)), count: 0 },
  { name: 'that lead back to where they began', where: dossier(announcement(dossier(onTime))), count: 2 },
])('facts beside a row, $name', async ({ where, count }) => {
  expect(await countOf(where)).toBe(count)
})
