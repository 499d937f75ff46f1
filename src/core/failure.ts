import { accessFailures } from './failure-catalogue/access.ts'
import { commandFailures } from './failure-catalogue/command.ts'
import { fileFailures } from './failure-catalogue/file.ts'
import { ledgerFailures } from './failure-catalogue/ledger.ts'
import { questionFailures } from './failure-catalogue/question.ts'
import { requestFailures } from './failure-catalogue/request.ts'
import { fill, type Language, type Params } from './words.ts'

/**
 * The closed catalogue of what can go wrong for a person: what it is and what to do, in both languages, with the exit
 * code of the command line and the HTTP status. docs/failures.md lists it; a test compares the two.
 */
export const failureCatalogue = {
  ...fileFailures,
  ...questionFailures,
  ...ledgerFailures,
  ...requestFailures,
  ...accessFailures,
  ...commandFailures,
} as const

export type FailureCode = keyof typeof failureCatalogue

/** Where it is wrong. Lines, rows and columns count from 1. */
export type Place = {
  readonly file?: string
  readonly part?: string
  readonly line?: number
  readonly column?: number
  readonly row?: number
  readonly page?: number
}

export type Failure = {
  readonly code: FailureCode
  readonly params: Params
  readonly place: Place
}

/** A value, or everything that is wrong with the input. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failures: readonly Failure[] }

export function failure(code: FailureCode, params: Failure['params'] = {}, place: Place = {}): Failure {
  return { code, params, place }
}

export function failed(code: FailureCode, params: Failure['params'] = {}, place: Place = {}): Result<never> {
  return { ok: false, failures: [failure(code, params, place)] }
}

/** Thrown deep inside a reader and caught at the door of its room, where it becomes a Result. */
export class Refusal extends Error {
  readonly failure: Failure
  constructor(code: FailureCode, params: Failure['params'] = {}, place: Place = {}) {
    super(code)
    this.failure = failure(code, params, place)
  }
}

/** What a reader threw, as a value that names the file; anything but a Refusal is thrown on. */
export function refused(error: unknown, file: string): Result<never> {
  if (!(error instanceof Refusal)) throw error
  const { code, params, place } = error.failure
  return failed(code, params, { file, ...place })
}

const placeWords: readonly (readonly [keyof Place, string, string])[] = [
  ['part', 'phần', 'part'],
  ['page', 'trang', 'page'],
  ['line', 'dòng', 'line'],
  ['row', 'hàng', 'row'],
  ['column', 'cột', 'column'],
]

/** `bang.xlsx: phần Tháng 11, hàng 7`; empty when nothing is known. */
export function placeText(place: Place, language: Language): string {
  const where = placeWords
    .filter(([key]) => place[key] !== undefined)
    .map(([key, vi, en]) => `${language === 'vi' ? vi : en} ${place[key]}`)
  return [place.file, where.join(', ')].filter(Boolean).join(': ')
}

/** One line for a person: file, place, what is wrong, what to do. */
export function failureText({ code, params, place }: Failure, language: Language): string {
  const head = placeText(place, language)
  const text = fill(failureCatalogue[code], params, language)
  return head ? `${head}: ${text}` : text
}
