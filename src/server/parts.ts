import type { HttpBindings } from '@hono/node-server'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FailureCode } from '../core/failure.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Language } from '../core/words.ts'
import type { Installation } from '../office/installation.ts'
import type { Access } from '../access/access.ts'
import type { Session } from '../access/sessions.ts'
import type { Desk } from './desk.ts'
import type { Gate, Subject } from './gate.ts'
import type { Freshness } from './freshness.ts'
import type { Imports } from './imports.ts'
import type { Live } from './live.ts'
import type { Load } from './load.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Numbers } from './numbers.ts'
import type { ServerSettings } from './settings.ts'
import type { WebFiles } from './web-files.ts'

/** What the server gets from the world. */
export type Around = {
  readonly clock: () => Instant
  /** Milliseconds from an arbitrary start, with fractions, that never go back. */
  readonly stopwatch: () => number
  /** A name nobody can guess, of letters, digits and dashes. */
  readonly newId: () => string
}

/** Everything a route can ask. One installation, one process. */
export type Parts = Around & {
  readonly installation: Installation
  readonly gate: Gate
  readonly access: Access
  readonly settings: ServerSettings
  readonly log: Log
  readonly metrics: Metrics
  readonly load: Load
  readonly live: Live
  readonly desk: Desk
  readonly imports: Imports
  readonly freshness: Freshness
  readonly numbers: Numbers
  readonly web: WebFiles
  readonly isSecure: boolean
}

/** What the steps before a route have found out. */
export type Known = {
  request: string
  language: Language
  subject: Subject
  /** For the log: what kind of subject, once it is known. */
  by: Subject['kind'] | null
  /** For the log: what was wrong. */
  problem: FailureCode | null
  /** Null for sources and visitors. */
  session: { readonly token: string; readonly session: Session } | null
  /** The unit that leave was asked for; null: the whole province. */
  unit: string | null
}

export type ServerEnv = { Bindings: Partial<HttpBindings>; Variables: Known }
export type App = OpenAPIHono<ServerEnv>
export type Asking = Context<ServerEnv>

/** A file of routes: puts them into the app. */
export type Routes = (app: App, parts: Parts) => void
