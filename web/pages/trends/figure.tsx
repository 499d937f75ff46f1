import { useId } from 'react'
import type { TrendAnswer } from '../../../src/server/routes/trends.ts'
import { useChangeAddress, useParameter } from '../../app/address.ts'
import type { Handbook } from '../../parts/handbook.ts'
import { type Say, useWords } from '../../words/words.ts'

export type TrendPoint = TrendAnswer['points'][number]

/** The one figure that is followed. */
export type Figure = {
  readonly name: string
  readonly isRate: boolean
  readonly max: number | null
  readonly of: (point: TrendPoint) => number | null
}

/** `''` the total, `CKMB` a group, `on-time` the points of an indicator, `on-time.rate` its rate. */
export function figureOf(what: string, handbook: Handbook, t: Say): Figure {
  const group = handbook.set?.groups.find(({ code }) => code === what)
  if (group !== undefined)
    return { name: group.name, isRate: false, max: group.max, of: ({ groups }) => groups[what] ?? null }
  const id = what.replace(/\.rate$/, '')
  const indicator = handbook.of(id)
  const isRate = what.endsWith('.rate')
  if (indicator !== null)
    return {
      name: `${handbook.indicator(id).no} ${indicator.name}`.trim(),
      isRate,
      max: indicator.max,
      of: ({ indicators }) => (isRate ? indicators[id]?.ratio : indicators[id]?.points) ?? null,
    }
  return { name: t('trends.total'), isRate: false, max: handbook.set?.total ?? 100, of: ({ total }) => total }
}

export function FigurePicker({ handbook }: { readonly handbook: Handbook }) {
  const { t } = useWords()
  const id = useId()
  const [what] = useParameter('so')
  const change = useChangeAddress()
  return (
    <p className="filter">
      <label htmlFor={id}>{t('trends.what')}</label>
      <select id={id} value={what} onChange={({ target }) => change({ so: target.value })}>
        <option value="">{t('trends.total')}</option>
        {handbook.set?.groups.map((group) => (
          <optgroup key={group.code} label={group.name}>
            <option value={group.code}>{group.name}</option>
            {group.indicators
              .filter(({ kind }) => kind !== 'per-procedure')
              .flatMap((one) => optionsOf(one.id, `${handbook.indicator(one.id).no} ${one.name}`, one.max !== null, t))}
          </optgroup>
        ))}
      </select>
    </p>
  )
}

function optionsOf(id: string, name: string, isScored: boolean, t: Say) {
  const rate = (
    <option key={`${id}.rate`} value={`${id}.rate`}>
      {name}: {t('trends.showRate')}
    </option>
  )
  if (!isScored) return [rate]
  return [
    <option key={id} value={id}>
      {name}: {t('trends.showPoints')}
    </option>,
    rate,
  ]
}
