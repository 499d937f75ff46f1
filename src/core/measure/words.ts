import type { Table } from '../fact/tables.ts'
import { flagWords, tableWords, timeWords } from '../fact/words.ts'
import type { Words } from '../words.ts'
import type { CountedMeasure } from './measure.ts'
import type { Mark, Predicate } from './predicate.ts'

/** What a measure counts, read out from the same value that counts: `hồ sơ: tiếp nhận trong kỳ; nộp trực tuyến`. */
export function measureWords({ table, where }: CountedMeasure): Words {
  const conditions = where.op === 'and' ? where.of : [where]
  // That each entity is looked at as it stood at the moment goes without saying.
  const told = conditions.filter(({ op }) => op !== 'standing').map((each) => predicateWords(each, table))
  return both((language) => `${tableWords[table][language]}: ${told.map((each) => each[language]).join('; ')}`)
}

const markWords: Readonly<Record<Mark, Words>> = {
  'before-period': { vi: 'trước kỳ', en: 'before the period' },
  moment: { vi: 'đến cuối kỳ', en: 'by the end of the period' },
  'as-of': { vi: 'đến thời điểm tính', en: 'by the moment asked about' },
}

export function predicateWords(predicate: Predicate, table: Table): Words {
  switch (predicate.op) {
    case 'named':
      return predicate.words
    case 'flag':
      return flagOf(table, predicate.flag).yes
    case 'happened':
      return happenedWords(table, predicate.time, predicate.by)
    case 'standing':
      return { vi: 'như đã biết đến cuối kỳ', en: 'as it stood at the end of the period' }
    case 'not':
      return notWords(predicate.of, table)
    case 'and':
    case 'or':
      return joined(predicate.of, table, predicate.op)
    case 'some': {
      const of = predicateWords(predicate.of, predicate.table)
      return both((language) => {
        const name = tableWords[predicate.table][language]
        return language === 'vi' ? `có ${name} mà ${of.vi}` : `with a ${name} that is: ${of.en}`
      })
    }
  }
}

function notWords(of: Predicate, table: Table): Words {
  if (of.op === 'flag') return flagOf(table, of.flag).no
  if (of.op === 'happened') {
    const { vi, en } = happenedWords(table, of.time, of.by)
    return { vi: `chưa ${vi}`, en: `not ${en}` }
  }
  const { vi, en } = predicateWords(of, table)
  return { vi: `không phải ${vi}`, en: `not: ${en}` }
}

function joined(of: readonly Predicate[], table: Table, op: 'and' | 'or'): Words {
  const parts = of.filter((each) => each.op !== 'standing').map((each) => predicateWords(each, table))
  const glue = op === 'and' ? { vi: ' và ', en: ' and ' } : { vi: ' hoặc ', en: ' or ' }
  return both((language) => parts.map((each) => each[language]).join(glue[language]))
}

function happenedWords(table: Table, time: string, by: Mark): Words {
  const names: Readonly<Record<string, Words>> = timeWords[table]
  const name = names[time]
  if (name === undefined) throw new Error(`facts of ${table} have no time ${time}`)
  return both((language) => `${name[language]} ${markWords[by][language]}`)
}

function flagOf(table: Table, flag: string): { readonly yes: Words; readonly no: Words } {
  const names: Readonly<Record<string, { yes: Words; no: Words }>> = flagWords[table]
  const name = names[flag]
  if (name === undefined) throw new Error(`facts of ${table} have no flag ${flag}`)
  return name
}

function both(say: (language: 'vi' | 'en') => string): Words {
  return { vi: say('vi'), en: say('en') }
}
