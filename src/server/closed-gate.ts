import { failed } from '../core/failure.ts'
import type { Gate } from './gate.ts'

/** For an installation without accounts and tokens: nobody is known, so nobody may do anything. */
export const closedGate: Gate = {
  session: () => null,
  bearer: () => null,
  visitor: () => null,
  decide: () => failed('not-allowed'),
  audit: () => ({ ok: true, value: null }),
  rights: () => [],
  signIn: () => Promise.resolve(failed('not-signed-in')),
  signOut: () => failed('not-signed-in'),
  oidcBegin: () => Promise.resolve(failed('sso-off')),
  oidcFinish: () => Promise.resolve(failed('sso-off')),
}
