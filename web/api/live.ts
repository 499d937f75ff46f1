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
    let due: ReturnType<typeof setTimeout> | undefined
    let lost: ReturnType<typeof setTimeout> | undefined
    const again = () => {
      due ??= setTimeout(() => {
        due = undefined
        void client.invalidateQueries({ queryKey: ['counted'] })
      }, gathering)
    }
    const opened = () => {
      clearTimeout(lost)
      lost = undefined
      setState('on')
    }
    const broken = () => {
      setState('waiting')
      lost ??= setTimeout(() => setState('off'), patience)
    }
    const told = ({ data }: MessageEvent<string>) => {
      const { units }: { units: readonly string[] | null } = JSON.parse(data)
      if (units === null || units.length > 0) again()
    }
    let stream = follow({ opened, broken, told })
    // A cut line may take minutes to show in the stream; the browser knows at once.
    const offline = () => setState('off')
    const online = () => {
      stream.close()
      stream = follow({ opened, broken, told })
      again()
    }
    window.addEventListener('offline', offline)
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('offline', offline)
      window.removeEventListener('online', online)
      clearTimeout(due)
      clearTimeout(lost)
      stream.close()
    }
  }, [client])
  return state
}

type Follower = {
  readonly opened: () => void
  readonly broken: () => void
  readonly told: (event: MessageEvent<string>) => void
}

function follow({ opened, broken, told }: Follower): EventSource {
  const stream = new EventSource('/api/live')
  stream.addEventListener('open', opened)
  stream.addEventListener('watermark', told)
  stream.addEventListener('error', broken)
  return stream
}
