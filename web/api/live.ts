import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** on: the stream is open. waiting: the browser connects again. off: for longer. */
export type LiveState = 'on' | 'waiting' | 'off'

/** Milliseconds: events within it are one; a stream that is silent for so long is lost. */
const gathering = 400
const patience = 8_000

/** Follows the ledger: what is counted is asked for again when it has grown. */
export function useLive(): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('waiting')
  useEffect(() => {
    const stream = new EventSource('/api/live')
    let due: ReturnType<typeof setTimeout> | undefined
    let lost: ReturnType<typeof setTimeout> | undefined
    const again = () => {
      due ??= setTimeout(() => {
        due = undefined
        void client.invalidateQueries({ queryKey: ['counted'] })
      }, gathering)
    }
    stream.addEventListener('open', () => {
      clearTimeout(lost)
      lost = undefined
      setState('on')
    })
    stream.addEventListener('watermark', (event: MessageEvent<string>) => {
      const { units }: { units: readonly string[] | null } = JSON.parse(event.data)
      if (units === null || units.length > 0) again()
    })
    stream.addEventListener('error', () => {
      setState('waiting')
      lost ??= setTimeout(() => setState('off'), patience)
    })
    return () => {
      clearTimeout(due)
      clearTimeout(lost)
      stream.close()
    }
  }, [client])
  return state
}
