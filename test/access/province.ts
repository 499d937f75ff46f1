import { hash } from 'node:crypto'
import { canonicalJson } from '../../src/core/observation/canonical.ts'
import type { SealedObservation } from '../../src/core/observation/observation.ts'
import type { AccountRole } from '../../src/core/rights/role.ts'
import type { Unit } from '../../src/core/unit/unit.ts'
import type { AccessOptions } from '../../src/access/access.ts'
import type { SignOn } from '../../src/access/oidc.ts'
import { atConsole } from '../../src/access/author.ts'
import { hoSo } from '../../src/intake/fixtures/files.ts'
import { accessGate } from '../../src/server/access-gate.ts'
import {
  clock,
  testAccess,
  testInstallation,
  testServer,
  type TestServer,
  type Wishes,
} from '../../src/server/fixtures/server.ts'
import { Kept } from '../../src/server/kept.ts'
import { valueOf } from '../crash/scratch.ts'

/** A small province with real accounts: whoever stands in it, and what there is to look at. */

type Standing = readonly [code: string, level: Unit['level'], parent: string | null]

const units: readonly Standing[] = [
  ['H99', 'province', null],
  ['H99.01', 'department', 'H99'],
  ['H99.01.01', 'department', 'H99.01'],
  ['H99.02', 'department', 'H99'],
  ['H99.50.01', 'commune', 'H99'],
  ['H99.50.02', 'commune', 'H99'],
]

export const parents: ReadonlyMap<string, string | null> = new Map(units.map(([code, , parent]) => [code, parent]))

/** The dossier that lies at a unit. */
export function dossierOf(unit: string): string {
  return `${unit}-261008-0001`
}

export const password = 'con trâu đi trước cái cày'

export type Headers = Readonly<Record<string, string>>

type After = (run: () => void) => void

export type Province = TestServer & {
  /** Signs in an account of that role and unit, made when it is first asked for. */
  readonly as: (role: AccountRole, unit: string) => Promise<Headers>
  /** The header of a token of that unit. */
  readonly source: (unit: string) => Headers
  readonly login: (role: AccountRole, unit: string) => string
}

type Options = Pick<AccessOptions, 'auditBytes'> & Pick<Wishes, 'log' | 'settings'> & { readonly signOn?: SignOn }

export async function province(after: After, { auditBytes, signOn, ...wishes }: Options = {}): Promise<Province> {
  const installation = testInstallation(after)
  const access = testAccess(installation, { auditBytes }, after)
  const server = testServer({
    installation,
    access,
    after,
    ...wishes,
    gate: (scope) => accessGate({ access, signOn: signOn ?? null, kept: new Kept(clock), isPublic: false }, scope),
  })
  const written = await server.parts.desk.append(units.map(unitObservation))
  valueOf(written)
  await server.parts.numbers.follow()
  const source = (unit: string) => {
    const { token } = valueOf(access.tokens.issue(atConsole, { source: 'mot-cua', name: 'máy', unit }))
    return { authorization: `Bearer ${token}` }
  }
  const all = units.map(([code]) => ({ ...hoSo, MaHoSo: dossierOf(code), DonViXuLy: code }))
  await server.post(all.map((row) => JSON.stringify(row)).join('\n'), source('H99'))
  await server.parts.numbers.follow()
  const login = (role: AccountRole, unit: string) => `${role}.${unit.toLowerCase()}`
  const as = async (role: AccountRole, unit: string) => {
    const found = valueOf(access.accounts.get(login(role, unit)))
    const account = { login: login(role, unit), name: role, role, unit, password }
    if (found === null) valueOf(await access.accounts.add(atConsole, account))
    return signedIn(server, login(role, unit))
  }
  return { ...server, as, source, login }
}

/** Through the door, like a browser. */
export async function signedIn({ app }: Pick<TestServer, 'app'>, login: string): Promise<Headers> {
  const answer = await app.request('/api/session', {
    method: 'POST',
    body: JSON.stringify({ login, password }),
    headers: { 'content-type': 'application/json' },
  })
  const body: unknown = await answer.json()
  const csrf = typeof body === 'object' && body !== null && 'csrf' in body ? String(body.csrf) : ''
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf': csrf }
}

function unitObservation([code, level, parent]: Standing): SealedObservation {
  const rest = { validFrom: null, validTo: null, predecessors: [], aliases: [] }
  const body: Unit = { code, name: `Đơn vị ${code}`, level, parent, ...rest }
  const key = { source: 'mau', kind: 'unit', key: code, version: '1', sourceTime: null } as const
  const text = canonicalJson(body)
  return { ...key, body, text, textHash: hash('sha256', text), originalHash: '0'.repeat(64) }
}
