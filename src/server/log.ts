import { pino } from 'pino'
import type { ServerSettings } from './settings.ts'

/**
 * What is logged of a request: the route as declared, never the address as sent, whose path and query may hold codes and
 * words of people; no body, no header, no name. Each field is put here by hand.
 */
export type RequestLine = {
  readonly request: string
  readonly method: string
  readonly route: string
  readonly status: number
  readonly milliseconds: number
  readonly by: 'account' | 'source' | 'public' | null
  /** The code of what was wrong. */
  readonly problem?: string
}

export type Log = {
  request(line: RequestLine): void
  event(what: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  /** A bug: the stack is for whoever mends it. */
  bug(error: unknown, request: string): void
  flush(): void
}

export function jsonLog({ logLevel }: Pick<ServerSettings, 'logLevel'>, clock: () => number): Log {
  const timestamp = () => `,"time":${clock()}`
  // Written in pieces: a line a request, each with a system call of its own, would be a tenth of the work.
  const out = pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 200 })
  const log = pino({ level: logLevel, base: null, timestamp }, out)
  return {
    request: (line) => log.info(line),
    event: (what, fields = {}) => log.info(fields, what),
    bug: (error, request) => log.error({ request, stack: error instanceof Error ? error.stack : String(error) }, 'bug'),
    flush: () => {
      try {
        out.flushSync()
      } catch {
        // Not open yet, or closed by whoever read it: there is nobody to tell.
      }
    },
  }
}

export const silentLog: Log = {
  request: () => undefined,
  event: () => undefined,
  bug: () => undefined,
  flush: () => undefined,
}
