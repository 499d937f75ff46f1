import { useId } from 'react'
import { type AccountRole, accountRoles, roleNames } from '../../../src/core/rights/role.ts'
import { levels } from '../../../src/core/unit/level.ts'
import { useUnits } from '../../api/queries.ts'
import { useWords } from '../../words/words.ts'

export function RoleField({ role = 'viewer' }: { readonly role?: AccountRole }) {
  const { t, language } = useWords()
  const id = useId()
  return (
    <div className="admin-field">
      <label htmlFor={id}>{t('admin.role')}</label>
      <select id={id} name="role" defaultValue={role}>
        {accountRoles.map((one) => (
          <option key={one} value={one}>
            {roleNames[one][language]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** All units by level: a select finds by typing, and works the same on every computer. */
export function UnitField({ unit }: { readonly unit: string }) {
  const { t } = useWords()
  const id = useId()
  const { data = [] } = useUnits()
  const isKnown = data.some(({ code }) => code === unit)
  return (
    <div className="admin-field">
      <label htmlFor={id}>{t('admin.unit')}</label>
      <select id={id} name="unit" key={data.length} defaultValue={unit}>
        {!isKnown && <option value={unit}>{unit}</option>}
        {levels.map((level) => {
          const units = data.filter((one) => one.level === level && one.validTo === null)
          if (units.length === 0) return null
          return (
            <optgroup key={level} label={t(`level.${level}`)}>
              {units.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </optgroup>
          )
        })}
      </select>
    </div>
  )
}
