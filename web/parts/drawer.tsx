import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../words/words.ts'
import './drawer.css'

type Props = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }

/** Opens over the page from the right, over all of it on a telephone. Escape, the button and a click beside it close it. */
export function Drawer({ title, onClose, children }: Props) {
  const { t } = useWords()
  const place = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = place.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={place}
      className="drawer"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === place.current) onClose()
      }}
    >
      <div className="drawer-body">
        <header className="drawer-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="no-print" onClick={onClose}>
            {t('app.close')}
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
