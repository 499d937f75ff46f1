import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { fold } from '../../src/core/text/fold.ts'
import { type Level, levels } from '../../src/core/unit/level.ts'
import type { UnitAnswer } from '../../src/server/routes/units.ts'
import { useUnits } from '../api/queries.ts'
import { capital, useWords } from '../words/words.ts'

type Props = { readonly unit: string; readonly onChoose: (code: string) => void }

/** A combobox after the pattern of the ARIA guide: typing narrows the list, whatever tone marks are typed. */
export function UnitPicker({ unit, onChoose }: Props) {
  const { t } = useWords()
  const units = useUnits()
  const all = useMemo(() => (units.data ?? []).filter(({ validTo }) => validTo === null), [units.data])
  const name = units.data?.find(({ code }) => code === unit)?.name ?? unit
  const list = useCombobox({ all, name, onChoose })
  const id = useId()
  const { text, isOpen, found, active } = list
  return (
    <div className="field">
      <label htmlFor={`${id}-input`}>{t('question.unit')}</label>
      <div className="combobox" ref={list.place}>
        <input
          id={`${id}-input`}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('question.unitFind')}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && found[active] !== undefined ? `${id}-${found[active].code}` : undefined}
          value={text ?? name}
          onFocus={(event) => event.currentTarget.select()}
          onClick={list.open}
          onChange={(event) => list.type(event.currentTarget.value)}
          onKeyDown={list.key}
        />
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('question.unitShow')}
          onClick={() => (isOpen ? list.close() : list.open())}
        />
        <div role="listbox" id={`${id}-list`} aria-label={t('question.unit')} hidden={!isOpen}>
          {isOpen && <Options id={id} found={found} active={active} onChoose={list.choose} />}
        </div>
        <span className="unseen" role="status">
          {isOpen && text !== null && t('question.unitsFound', { number: found.length })}
        </span>
      </div>
    </div>
  )
}

type OptionsProps = {
  readonly id: string
  readonly found: readonly UnitAnswer[]
  readonly active: number
  readonly onChoose: (code: string) => void
}

function Options({ id, found, active, onChoose }: OptionsProps) {
  const { t } = useWords()
  if (found.length === 0)
    return (
      <div role="option" aria-selected="false" aria-disabled="true">
        {t('question.unitNone')}
      </div>
    )
  return levels
    .map((level) => ({ level, units: found.filter((unit) => unit.level === level) }))
    .filter(({ units }) => units.length > 0)
    .map(({ level, units }) => (
      <div role="group" key={level} aria-label={t(`level.${level}`)}>
        <p className="label" aria-hidden="true">
          {capital(t(`level.${level}`))}
        </p>
        {units.map(({ code, name }) => (
          <div
            role="option"
            key={code}
            id={`${id}-${code}`}
            tabIndex={-1}
            aria-selected={found[active]?.code === code}
            onPointerDown={(event) => {
              event.preventDefault()
              onChoose(code)
            }}
          >
            <span>{name}</span> <span className="code">{code}</span>
          </div>
        ))}
      </div>
    ))
}

type Wish = {
  readonly all: readonly UnitAnswer[]
  readonly name: string
  readonly onChoose: (code: string) => void
}

function useCombobox({ all, name, onChoose }: Wish) {
  const [text, setText] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  const found = useMemo(() => unitsFor(text, all), [text, all])
  const close = () => {
    setOpen(false)
    setText(null)
  }
  const open = () => {
    if (isOpen) return
    setOpen(true)
    setActive(
      Math.max(
        0,
        unitsFor(null, all).findIndex((unit) => unit.name === name),
      ),
    )
  }
  const choose = (code: string) => {
    close()
    onChoose(code)
  }
  useEffect(() => {
    const elsewhere = ({ target }: Event) => {
      if (!(target instanceof Node) || place.current?.contains(target) !== true) close()
    }
    document.addEventListener('pointerdown', elsewhere)
    document.addEventListener('focusin', elsewhere)
    return () => {
      document.removeEventListener('pointerdown', elsewhere)
      document.removeEventListener('focusin', elsewhere)
    }
  }, [])
  useEffect(() => {
    place.current?.querySelector('[role="option"][aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active, isOpen])
  const key = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const step = moves[event.key]
    if (step !== undefined) {
      event.preventDefault()
      if (isOpen) setActive(Math.min(Math.max(0, active + step), found.length - 1))
      else open()
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      const chosen = found[active]
      if (chosen !== undefined) choose(chosen.code)
    } else if (event.key === 'Escape') close()
  }
  const type = (typed: string) => {
    setText(typed)
    setOpen(true)
    setActive(0)
  }
  return { text, isOpen, found, active, place, open, close, choose, key, type }
}

/** Level by level, in the order they are shown. */
function unitsFor(text: string | null, all: readonly UnitAnswer[]): readonly UnitAnswer[] {
  const wanted = fold(text ?? '').trim()
  const order = (level: Level) => levels.indexOf(level)
  return all
    .filter(({ name, code }) => wanted === '' || fold(`${name} ${code}`).includes(wanted))
    .toSorted((a, b) => order(a.level) - order(b.level) || a.name.localeCompare(b.name, 'vi'))
}
