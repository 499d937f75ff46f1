import { exact, roundHalfUp, sum, type Exact } from '../exact.ts'

/** One province's group scores as published or computed; null where a group has no score. */
export type GroupPoints = { readonly groups: ReadonlyMap<string, Exact | null> }

export type National = {
  readonly groups: readonly { readonly code: string; readonly mean: Exact | null; readonly of: number }[]
  /** Sum of the rounded means; null when a group has no figure at all. */
  readonly total: Exact | null
}

/**
 * The national row (rule 5): each group is the unweighted mean of the provinces' group scores, rounded half up; the
 * total is the sum of those rounded means, not the mean of totals. A province without a score in a group is left
 * out of that group's mean: `of` says how many counted.
 */
export function nationalRow(provinces: readonly GroupPoints[], codes: readonly string[], decimals = 2): National {
  const groups = codes.map((code) => {
    const known = provinces.map((item) => item.groups.get(code) ?? null).filter((item): item is Exact => item !== null)
    const mean = known.length > 0 ? roundHalfUp(sum(known).div(exact(known.length)), decimals) : null
    return { code, mean, of: known.length }
  })
  const means = groups.map((group) => group.mean).filter((mean): mean is Exact => mean !== null)
  return { groups, total: means.length === groups.length ? sum(means) : null }
}
