import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { failed, type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { Sizes } from '../ledger/file.ts'
import { createApp } from './app.ts'
import { type Given, partsOf } from './open.ts'
import type { Parts } from './parts.ts'
import type { ServerSettings } from './settings.ts'
import { Turns } from './turns.ts'

export type Running = {
  readonly host: string
  readonly port: number
  /** Nothing new is taken, what was begun is finished, the ledger is closed. Whatever was acknowledged is in it. */
  readonly stop: () => Promise<void>
}

/** For the ledger of a server: while its log is moved all senders wait, so it is moved in pieces of 8 MB, some 20 ms each. */
export const servedSizes: Sizes = { logPages: 2_000 }

/** Milliseconds for the head of a request, and for a connection on which nothing is asked. */
const headTime = 10_000
const idleTime = 65_000
/** Milliseconds in which something has to come or go while a request is answered; live streams send more often. */
const stillTime = 120_000
/** Requests begun in one turn of the event loop: some 2 ms. */
const turnRequests = 16
/** Milliseconds for the last answers to be taken. */
const farewell = 2_000

/**
 * Puts the API of an open installation on a port. The desk is closed when the server has stopped; after a failure that is left
 * to the caller. Failure: address-in-use.
 */
export async function startServer(given: Given): Promise<Result<Running>> {
  const parts = partsOf(given)
  parts.metrics.withProcess()
  const server = serverOf(createApp(parts), parts.settings)
  const { host, port } = parts.settings
  try {
    server.listen({ host, port })
    await once(server, 'listening')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    parts.live.close()
    await parts.numbers.close()
    return failed('address-in-use', { host, port, reason: String(error.code) })
  }
  parts.numbers.follow().catch((error: unknown) => parts.log.bug(error, 'numbers'))
  parts.log.event('started', { host, port: portOf(server.address()), seq: parts.installation.ledger.watermark() })
  let stopping: Promise<void> | null = null
  const stop = () => (stopping ??= stopServer(server, parts))
  return { ok: true, value: { host, port: portOf(server.address()), stop } }
}

type Server = ReturnType<typeof createServer>

export function serverOf(
  app: ReturnType<typeof createApp>,
  { limits: most }: ServerSettings,
  still = stillTime,
): Server {
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: headTime,
    // A body that must come sooner has its own time in body.ts.
    requestTimeout: (Math.max(most.uploadSeconds, most.receiveSeconds) + 1) * 1000,
    keepAliveTimeout: idleTime,
    connectionsCheckingInterval: 2_000,
  }
  const listener = getRequestListener(app.fetch)
  const turns = new Turns(turnRequests)
  const server = createServer(options, (request, response) => turns.begin(() => void listener(request, response)))
  server.maxConnections = most.connections
  server.timeout = still
  return server
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function stopServer(server: Server, parts: Parts): Promise<void> {
  const { load, live, desk, imports, installation, numbers, log, settings } = parts
  log.event('stopping', { requests: load.requests, waitingRows: desk.waitingRows })
  const isIdle = load.stop()
  live.close()
  const isClosed = once(server, 'close')
  server.close()
  await atMost(isIdle, settings.limits.stopSeconds * 1000)
  const areImportsDone = imports.stop()
  await desk.stop()
  await areImportsDone
  // Without its snapshot the next start takes longer, and that is all.
  await numbers.close().catch((error: unknown) => log.bug(error, 'numbers'))
  // Answers are on their way; each ends its connection. Whoever does not take its own is not waited for.
  await atMost(isClosed, farewell)
  server.closeAllConnections()
  await isClosed
  log.event('stopped', { seq: installation.ledger.watermark() })
  await desk.close()
  log.flush()
}

async function atMost(work: Promise<unknown>, milliseconds: number): Promise<void> {
  const patience = new AbortController()
  const bell = sleep(milliseconds, null, { signal: patience.signal }).catch(() => null)
  await Promise.race([work, bell])
  patience.abort()
}
