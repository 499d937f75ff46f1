import { exact, sum, toNumber } from '../exact.ts'
import { type Failure, failure, type Place, type Result } from '../failure.ts'
import { measures } from '../measure/catalogue.ts'
import type { Words } from '../words.ts'
import { type Path, YamlFile } from '../yaml-file.ts'
import { type IndexSet, indexSet } from './index-set.ts'
import { type IndexSetFile, indexSetFile } from './schema.ts'

/** A set that can be used, with what looks wrong in it. Maxima that do not add warn, they do not refuse. */
export type LoadedIndexSet = { readonly indexSet: IndexSet; readonly warnings: readonly IndexSetWarning[] }

export type IndexSetWarning = Words & {
  readonly code: 'maxima-do-not-add'
  readonly place: Place
}

function entryFailures(file: IndexSetFile, yaml: YamlFile): Failure[] {
  const failures: Failure[] = []
  const seen = new Set<string>()
  const once = (id: string, path: Path) => {
    if (seen.has(id)) failures.push(failure('index-set-duplicate', { id }, yaml.at(path)))
    seen.add(id)
  }
  const wrong = (field: string, reason: Words, path: Path) =>
    failures.push(failure('index-set-invalid', { field, reason }, yaml.at(path)))
  for (const [g, group] of file.groups.entries()) {
    once(group.code, ['groups', g, 'code'])
    for (const [i, entry] of group.indicators.entries()) {
      const path = ['groups', g, 'indicators', i]
      once(entry.id, [...path, 'id'])
      if (entry.kind === 'scored') {
        for (const key of ['max', 'target', 'part', 'whole'] as const) {
          if (entry[key] === undefined)
            wrong(`${entry.id}.${key}`, { vi: 'chỉ số có chấm điểm phải có', en: 'a scored indicator needs it' }, path)
        }
      }
      for (const key of ['part', 'whole'] as const) {
        const id = entry[key]
        if (id === undefined || measures.has(id)) continue
        const known = [...measures.keys()].join(', ')
        failures.push(failure('measure-unknown', { id, indicator: entry.id, known }, yaml.at([...path, key])))
      }
      const factor = entry.multiplyBy
      if (factor !== undefined && !file.groups.some((g2) => g2.indicators.some((other) => other.id === factor)))
        wrong(
          `${entry.id}.multiplyBy`,
          { vi: `bộ này không có chỉ số "${factor}"`, en: `no indicator "${factor}" in this set` },
          [...path, 'multiplyBy'],
        )
    }
  }
  if (
    file.bands.at(-1)?.from !== 0 ||
    file.bands.some((band, i) => i > 0 && band.from >= (file.bands[i - 1]?.from ?? 0))
  )
    wrong(
      'bands',
      {
        vi: 'các mức xếp từ cao xuống thấp, mức cuối bắt đầu từ 0',
        en: 'bands go from the highest down and the last starts at 0',
      },
      ['bands'],
    )
  return failures
}

function maximaWarnings(file: IndexSetFile, yaml: YamlFile): IndexSetWarning[] {
  const warnings: IndexSetWarning[] = []
  const warn = (what: Words, listed: number, stated: number, path: Path) =>
    warnings.push({
      code: 'maxima-do-not-add',
      place: yaml.at(path),
      vi: `${what.vi}: các điểm tối đa cộng lại được ${String(listed).replace('.', ',')}, ghi là ${String(stated).replace('.', ',')}.`,
      en: `${what.en}: the maxima listed add to ${listed}, the file says ${stated}.`,
    })
  const add = (maxima: readonly (number | undefined)[]) => toNumber(sum(maxima.map((max) => exact(max ?? 0))))
  for (const [g, group] of file.groups.entries()) {
    const listed = add(group.indicators.map((entry) => entry.max))
    if (listed !== group.max)
      warn({ vi: `Nhóm ${group.code}`, en: `Group ${group.code}` }, listed, group.max, ['groups', g, 'max'])
  }
  const listed = add(file.groups.map((group) => group.max))
  if (listed !== file.total) warn({ vi: 'Toàn bộ', en: 'The whole set' }, listed, file.total, ['total'])
  return warnings
}

/**
 * Reads an index-set file. `file` is its name, for messages. Failures carry line and column:
 * yaml-invalid, index-set-invalid, index-set-duplicate, measure-unknown.
 */
export function loadIndexSet(text: string, file: string): Result<LoadedIndexSet> {
  const parsed = YamlFile.parse(text, file)
  if (!parsed.ok) return parsed
  const yaml = parsed.value
  const checked = yaml.check(indexSetFile)
  if ('problems' in checked) return yaml.failures('index-set-invalid', checked.problems)
  const failures = entryFailures(checked.data, yaml)
  if (failures.length > 0) return { ok: false, failures }
  return { ok: true, value: { indexSet: indexSet(checked.data), warnings: maximaWarnings(checked.data, yaml) } }
}
