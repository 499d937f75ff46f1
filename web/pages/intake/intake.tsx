import { useState } from 'react'
import { Redirect } from 'wouter'
import { useHref } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import { FileChoice } from '../../parts/file-choice.tsx'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/words.ts'
import { Imports } from './imports.tsx'
import { Sending } from './sending.tsx'
import { intakePaths, Views } from './views.tsx'
import './intake.css'

const accept = '.csv,.xlsx,.json,.ndjson,.jsonl,.docx,.pdf,.txt'

/** Files of data: what each is, how its columns are read, how far it is, what did not go in. */
export default function Intake() {
  const { t } = useWords()
  const mayImport = useMay('import-files')
  const href = useHref()
  const [file, setFile] = useState<File | null>(null)
  // Who may only look is taken to what there is to look at.
  if (!mayImport) return <Redirect to={href(intakePaths.findings)} replace />
  return (
    <Page title={t('page.intake')}>
      <div className="intake">
        <Views chosen="files" />
        <FileChoice
          label={t(file === null ? 'intake.choose' : 'intake.another')}
          accept={accept}
          help={t('intake.formats')}
          drop={t('intake.drop')}
          onChoose={setFile}
        />
        {file !== null && <Sending key={`${file.name}${file.lastModified}`} file={file} />}
        <Imports />
      </div>
    </Page>
  )
}
