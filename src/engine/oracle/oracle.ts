import { amountOf, type Change, type Changes, type Fact } from '../../core/fact/fact.ts'
import { eachChange } from '../../core/fact/packed.ts'
import { type Table, tableNames } from '../../core/fact/tables.ts'
import { measureNamed } from '../../core/measure/catalogue.ts'
import { type Ground, holds } from '../../core/measure/evaluate.ts'
import type { CountedMeasure } from '../../core/measure/measure.ts'
import type { Some } from '../../core/measure/predicate.ts'
import { seqOf, type Seq } from '../../core/observation/observation.ts'
import { groupsOf, isBelow, type UnitGroups } from '../../core/unit/groups.ts'
import type { CountQuestion, CountRow, Engine, ListPage, ListQuestion, SpreadQuestion, SpreadRow } from '../engine.ts'
import { requireNext } from '../next.ts'
import { ordered, spreadOrdered } from '../order.ts'

/** The engine that is obviously right: it looks at every fact, for every question, one by one. */
export class Oracle implements Engine {
  #watermark: Seq = seqOf(0)
  readonly #facts = new Map<Table, Map<string, readonly Fact[]>>(tableNames.map((name) => [name, new Map()]))

  watermark(): Seq {
    return this.#watermark
  }

  apply(changes: Changes): Promise<void> {
    if (requireNext(changes, this.#watermark)) {
      for (const change of eachChange(changes)) this.#take(change)
      this.#watermark = changes.to
    }
    return Promise.resolve()
  }

  #take({ table, key, facts }: Change): void {
    const own = this.#facts.get(table)
    if (facts.length === 0) own?.delete(key)
    else own?.set(key, facts)
  }

  #all(table: Table): readonly Fact[] {
    return [...(this.#facts.get(table)?.values() ?? [])].flat()
  }

  count({ measures, span, groups, by, within }: CountQuestion): Promise<readonly CountRow[]> {
    const rows = new Map<string, number[]>()
    if (by === 'total')
      rows.set(
        '',
        measures.map(() => 0),
      )
    for (const [place, id] of measures.entries()) {
      for (const fact of this.#counted(measureNamed(id), span, groups)) {
        if (within !== null && !isBelow(groups, fact.unit, within)) continue
        const names = by === 'unit' ? groupsOf(groups, fact.unit) : [by === 'total' ? '' : (fact.procedure ?? '')]
        for (const name of names) {
          const counts = rows.get(name) ?? measures.map(() => 0)
          counts[place] = (counts[place] ?? 0) + 1
          rows.set(name, counts)
        }
      }
    }
    return Promise.resolve([...rows].map(([of, counts]) => ({ of, counts })).toSorted((a, b) => (a.of < b.of ? -1 : 1)))
  }

  spread({ measure, amount, span, groups, within }: SpreadQuestion): Promise<readonly SpreadRow[]> {
    const rows = new Map<string, SpreadRow>()
    for (const fact of this.#counted(measureNamed(measure), span, groups)) {
      if (within !== null && !isBelow(groups, fact.unit, within)) continue
      const row = { of: fact.procedure ?? '', amount: amountOf(fact, amount) }
      const name = JSON.stringify(row)
      rows.set(name, { ...row, count: (rows.get(name)?.count ?? 0) + 1 })
    }
    return Promise.resolve(spreadOrdered([...rows.values()]))
  }

  list(question: ListQuestion): Promise<ListPage> {
    const { span, groups, within, procedure, offset, limit } = question
    const measure = measureNamed(question.measure)
    const without = question.without === null ? [] : this.#counted(measureNamed(question.without), span, groups)
    const left = new Set(without)
    const found = this.#counted(measure, span, groups).filter(
      (fact) =>
        !left.has(fact) &&
        (within === null || isBelow(groups, fact.unit, within)) &&
        (procedure === null || fact.procedure === procedure),
    )
    const facts = ordered(found, question.order).slice(offset, offset + limit)
    return Promise.resolve({ table: measure.table, total: found.length, facts })
  }

  #counted({ table, where }: CountedMeasure, span: CountQuestion['span'], groups: UnitGroups): readonly Fact[] {
    const ground: Ground = { span, some: (some, fact) => this.#some(some, fact, ground, groups) }
    return this.#all(table).filter((fact) => holds(where, fact, ground))
  }

  #some({ table, of }: Some, fact: Fact, ground: Ground, groups: UnitGroups): boolean {
    const [own = fact.unit] = groupsOf(groups, fact.unit)
    return this.#all(table).some(
      (other) => other.procedure === fact.procedure && isBelow(groups, other.unit, own) && holds(of, other, ground),
    )
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
