import type { PortalTable, PortalUnit } from '../../../src/core/table/portal-table.ts'
import { countText, pointsText } from '../../words/number.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import { type Finding, Findings } from './findings.tsx'

type Props = { readonly table: PortalTable; readonly findings: readonly Finding[]; readonly isFiltered: boolean }

/** Scores of many units as the portal shows them. */
export function Portal({ table, findings, isFiltered }: Props) {
  const { t, language } = useWords()
  const groups = [...new Set(table.units.flatMap((unit) => Object.keys(unit.groups)))]
  const of = (unit: PortalUnit) =>
    findings.filter(({ row }) => row !== null && (row === unit.code || row === unit.name))
  const placed = new Set(table.units.flatMap(of))
  const general = findings.filter((one) => !placed.has(one))
  const shown = isFiltered ? table.units.filter((unit) => of(unit).length > 0) : table.units
  return (
    <>
      {general.length > 0 && (
        <section>
          <h2>{t('published.general')}</h2>
          <Findings findings={general} withRow />
        </section>
      )}
      <TableFrame label={t('page.published')}>
        <table className="printed">
          <caption className="unseen">{t('page.published')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('published.unit')}</th>
              {groups.map((code) => (
                <th scope="col" className="number" key={code}>
                  {code}
                </th>
              ))}
              <th scope="col" className="number">
                {t('published.total')}
              </th>
              <th scope="col" className="number">
                {t('published.rank')}
              </th>
              <th scope="col">{t('published.findings')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((unit, index) => (
              <tr key={unit.code ?? unit.name ?? index}>
                <th scope="row" lang="vi">
                  {unit.name ?? unit.code}
                </th>
                {groups.map((code) => (
                  <td className="number" key={code}>
                    {pointsText(unit.groups[code] ?? null, language)}
                  </td>
                ))}
                <td className="number">{pointsText(unit.total, language)}</td>
                <td className="number">{countText(unit.rank, language)}</td>
                <td>
                  <Findings findings={of(unit)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  )
}
