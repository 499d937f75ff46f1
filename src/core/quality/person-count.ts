import type { Dossier } from '../dossier/dossier.ts'

/**
 * How many dossiers stand under each person, over a stream of current dossiers. About 100 bytes a person: a province's
 * year fits in memory. Each dossier is to be added once, whatever its versions.
 */
export class PersonCount {
  readonly #counts = new Map<string, number>()

  add({ person, isTest }: Pick<Dossier, 'person' | 'isTest'>): void {
    if (person !== null && !isTest) this.#counts.set(person, this.of(person) + 1)
  }

  of(person: string): number {
    return this.#counts.get(person) ?? 0
  }
}
