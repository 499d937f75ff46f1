import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What of the server is read when the metrics are asked for. */
export type Gauges = {
  readonly seq: () => number
  readonly waitingRows: () => number
  readonly waitingImports: () => number
  readonly streams: () => number
  readonly requests: () => number
}

/** The figures of /metrics. Labels are routes as declared and outcomes: a closed, small number. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #durations: Histogram<'method' | 'route' | 'status'>
  readonly #rows: Counter<'outcome'>
  readonly #turns: Histogram

  constructor() {
    const registers = [this.#registry]
    this.#durations = new Histogram({
      name: 'chiso_request_seconds',
      help: 'Time to answer, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    })
    this.#rows = new Counter({
      name: 'chiso_ingest_rows_total',
      help: 'Rows sent by sources and in files, by what became of them',
      labelNames: ['outcome'],
      registers,
    })
    this.#turns = new Histogram({
      name: 'chiso_commit_rows',
      help: 'Rows written in one transaction',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    })
  }

  /** The process itself: memory, processor, the delay of the event loop. Once a process. */
  withProcess(): this {
    collectDefaultMetrics({ register: this.#registry })
    return this
  }

  watch({ seq, waitingRows, waitingImports, streams, requests }: Gauges): void {
    this.#gauge('chiso_ledger_seq', 'The last number of the ledger', seq)
    this.#gauge('chiso_waiting_rows', 'Rows that wait to be written', waitingRows)
    this.#gauge('chiso_waiting_imports', 'Files that wait to be read', waitingImports)
    this.#gauge('chiso_live_streams', 'Readers of live events', streams)
    this.#gauge('chiso_requests', 'Requests in work', requests)
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.#registry], collect: () => gauge.set(read()) })
  }

  request(method: string, route: string, status: number, milliseconds: number): void {
    this.#durations.observe({ method, route, status: `${status}` }, milliseconds / 1000)
  }

  rows(outcome: string, count = 1): void {
    this.#rows.inc({ outcome }, count)
  }

  turn(rows: number): void {
    this.#turns.observe(rows)
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  get contentType(): string {
    return this.#registry.contentType
  }
}
