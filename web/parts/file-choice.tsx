import { type DragEvent, type ReactNode, useId, useState } from 'react'
import './file-choice.css'

type Props = {
  readonly label: string
  readonly accept: string
  readonly help: ReactNode
  readonly drop: string
  readonly onChoose: (file: File) => void
}

/** A file from a dialog, or dropped. */
export function FileChoice({ label, accept, help, drop, onChoose }: Props) {
  const id = useId()
  const [isOver, setOver] = useState(false)
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined) onChoose(file)
  }
  return (
    <div
      className={isOver ? 'file-choice is-over no-print' : 'file-choice no-print'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <p>
        <input
          id={id}
          className="unseen"
          type="file"
          accept={accept}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file !== undefined) onChoose(file)
            // The same file once more, after it was mended, is a choice too.
            target.value = ''
          }}
        />
        <label htmlFor={id} className="button main-button">
          {label}
        </label>{' '}
        <span className="file-choice-drop">{drop}</span>
      </p>
      <p id={`${id}-help`} className="faint small">
        {help}
      </p>
    </div>
  )
}
