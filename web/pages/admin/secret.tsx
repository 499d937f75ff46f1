import { useState } from 'react'
import { Shape } from '../../parts/shape.tsx'
import { useWords } from '../../words/words.ts'

type Props = { readonly label: string; readonly secret: string }

/** Something that is told once. */
export function Secret({ label, secret }: Props) {
  const { t } = useWords()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(secret)
    setCopied(true)
  }
  return (
    <div className="note secret" role="status">
      <p>
        <Shape kind="warn" /> {label}
      </p>
      <p className="secret-text">
        <output className="code">{secret}</output>
        {/* Browsers have the clipboard only on pages that come over https. */}
        {window.isSecureContext && (
          <button type="button" onClick={() => void copy()}>
            {t(isCopied ? 'admin.copied' : 'admin.copy')}
          </button>
        )}
      </p>
    </div>
  )
}
