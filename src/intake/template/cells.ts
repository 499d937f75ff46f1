import { isPeriod, type Period } from '../../core/period/period.ts'
import type { Instant } from '../../core/time/instant.ts'
import { parsePlainDate, type PlainDate } from '../../core/time/plain-date.ts'
import { unitCode } from '../../core/unit/code.ts'
import { BadField } from '../bad-field.ts'
import { codeIn, type Fields, momentIn, textIn, type UnitNames, unitIn } from '../field.ts'
import { headerKey } from '../table/heading.ts'
import type { Template, TemplateColumn } from './columns.ts'

const wholeCount = { vi: 'số nguyên không âm', en: 'a whole number, not negative' }
const anyNumber = { vi: 'số không âm', en: 'a number, not negative' }
const yesOrNo = { vi: 'có hoặc không', en: 'có or không' }

/**
 * One row of a template, read by the fields of its columns. Each method throws BadField with the header, where the value
 * is not of that type or is missing and required.
 */
export class Cells {
  readonly #columns: ReadonlyMap<string, TemplateColumn>
  readonly #fields: Fields
  readonly #unitNamed: UnitNames

  /** `fields`: the texts of the row by the headers of the template. */
  constructor(template: Template, fields: Fields, unitNamed: UnitNames) {
    this.#columns = new Map(template.columns.map((column) => [column.field, column]))
    this.#fields = fields
    this.#unitNamed = unitNamed
  }

  text(field: string): string | null {
    return this.#given(field, (header) => textIn(this.#fields, header) || null)
  }

  /** A code: what is none may be a person's name or number, and is refused. */
  code(field: string): string | null {
    return this.#given(field, (header) => codeIn(this.#fields, header) || null)
  }

  unit(field: string): string | null {
    return this.#given(field, (header) => unitIn(this.#fields, header, this.#unitNamed))
  }

  moment(field: string): Instant | null {
    return this.#given(field, (header) => momentIn(this.#fields, header))
  }

  day(field: string): PlainDate | null {
    return this.#read(field, (text, header) => parsePlainDate(text) ?? bad('date-impossible', header, text))
  }

  /** A month or longer, 2026-10; also 10/2026. */
  period(field: string): Period | null {
    return this.#read(field, (text, header) => periodOf(text) ?? bad('period-unknown', header, text))
  }

  /** 12345, also grouped as 12.345. */
  count(field: string): number | null {
    return this.#read(field, (text, header) => countOf(text) ?? bad('number-invalid', header, text, wholeCount))
  }

  number(field: string): number | null {
    return this.#read(field, (text, header) =>
      /^\d{1,9}(?:[.,]\d{1,9})?$/.test(text)
        ? Number(text.replace(',', '.'))
        : bad('number-invalid', header, text, anyNumber),
    )
  }

  yesNo(field: string): boolean | null {
    return this.#read(
      field,
      (text, header) => yesNoWords.get(headerKey(text)) ?? bad('wrong-type', header, text, yesOrNo),
    )
  }

  /** The English word for one of the words that the column allows. */
  oneOf<T extends string>(field: string, words: readonly T[]): T | null {
    return this.manyOf(field, words)[0] ?? null
  }

  /** Several of them, parted by ";". */
  manyOf<T extends string>(field: string, words: readonly T[]): readonly T[] {
    const { header, type } = this.#column(field)
    const known = typeof type === 'object' ? Object.entries(type.oneOf) : []
    return this.list(field).map((part) => {
      const english = known.find(([vietnamese]) => headerKey(vietnamese) === headerKey(part))?.[1]
      const word = words.find((one) => one === english)
      if (word !== undefined) return word
      throw new BadField('value-unknown', header, part, { known: known.map(([vietnamese]) => vietnamese).join(', ') })
    })
  }

  /** Texts parted by ";". */
  list(field: string): readonly string[] {
    const parts = (this.text(field) ?? '').split(';').map((part) => part.trim())
    return parts.filter((part) => part !== '')
  }

  units(field: string): readonly string[] {
    return this.list(field).map(unitCode)
  }

  missing(field: string): BadField {
    return new BadField('field-missing', this.#column(field).header, '')
  }

  contradiction(field: string): BadField {
    const { header } = this.#column(field)
    return new BadField('row-contradiction', header, this.#fields[header])
  }

  #read<T>(field: string, read: (text: string, header: string) => T): T | null {
    return this.#given(field, (header) => {
      const text = textIn(this.#fields, header)
      return text === '' ? null : read(text, header)
    })
  }

  #given<T>(field: string, read: (header: string) => T | null): T | null {
    const { header, required } = this.#column(field)
    const value = read(header)
    if (value === null && required) throw new BadField('field-missing', header, '')
    return value
  }

  #column(field: string): TemplateColumn {
    const column = this.#columns.get(field)
    if (column === undefined) throw new Error(`the template has no column for ${field}`)
    return column
  }
}

type Reason = 'date-impossible' | 'period-unknown' | 'number-invalid' | 'wrong-type'

function bad(reason: Reason, header: string, value: string, expected?: { vi: string; en: string }): never {
  throw new BadField(reason, header, value, expected === undefined ? {} : { expected })
}

const yesNoWords = new Map([
  ...['co', 'x', '1', 'true', 'yes'].map((word) => [word, true] as const),
  ...['khong', '0', 'false', 'no'].map((word) => [word, false] as const),
])

export function countOf(text: string): number | null {
  const bare = /^\d{1,3}(?:[. ]\d{3})+$/.test(text) ? text.replaceAll(/[. ]/g, '') : text
  return /^\d{1,15}$/.test(bare) ? Number(bare) : null
}

export function periodOf(text: string): Period | null {
  const month = /^(?:tháng )?(\d{1,2})[/-](\d{4})$/i.exec(text)
  const period = month ? `${month[2]}-${(month[1] ?? '').padStart(2, '0')}` : text.toUpperCase()
  return isPeriod(period) ? period : null
}
