import { Option, type Command } from 'commander'
import { failed, type Result } from '../core/failure.ts'
import { type UnitView, unitViews } from '../core/unit/tree.ts'
import { askedOf } from '../office/counting/asked.ts'
import { type Counting, openCounting } from '../office/counting/counting.ts'
import { topOf } from '../office/units.ts'
import type { Asked } from '../office/counting/scorecards.ts'
import { heldAt } from '../office/installation.ts'
import { type Around, folderCommand, withInstallation } from './around.ts'

/** What every command that asks for numbers takes. */
export type CountingOptions = {
  readonly data: string
  readonly period: string
  readonly asOf?: string
  readonly watermark?: string
  readonly indexSet?: string
  readonly units: UnitView
}

export function countingCommand(name: string, around: Around): Command {
  return folderCommand(name, around)
    .requiredOption('--period <period>', 'kỳ / period: 2026-10, 2026-Q3, 2026-H1, 2026-9M, 2026')
    .option('--as-of <moment>', 'tính đến / as of: 31/10/2026, 2026-10-31, 31/10/2026 17:00')
    .addOption(watermarkOption())
    .option('--index-set <id>', 'thay cho bộ chỉ số của kỳ / instead of the set in force: vn-766/2026, a YAML file')
    .addOption(
      new Option('--units <view>', 'đơn vị cũ tính cho đơn vị nay, hay như khi ghi / units of today, or as recorded')
        .choices(unitViews)
        .default('current'),
    )
}

export function watermarkOption(): Option {
  return new Option(
    '--watermark <seq>',
    'như sổ ghi nhận khi có chừng ấy dòng / as the ledger was with so many observations',
  )
}

/** Opens the folder, counts what is new, and asks. */
export function withCounting<T>(
  options: CountingOptions,
  around: Around,
  use: (counting: Counting, asked: Asked) => Promise<Result<T>>,
  /** Reported figures can be looked at in a folder of nobody's. */
  whose: 'known' | 'anybody' = 'known',
): Promise<Result<T>> {
  const { period, asOf, watermark, indexSet, units } = options
  return withInstallation(options.data, around, async (installation) => {
    const asked = await askedOf({ period, asOf, indexSet, units }, around.clock())
    if (!asked.ok) return asked
    const held = heldAt(installation, watermark)
    if (!held.ok) return held
    if (whose === 'known' && topOf(held.value) === null)
      return failed('folder-unit-unknown', {}, { file: options.data })
    const counting = await openCounting(held.value)
    try {
      return await use(counting, asked.value)
    } finally {
      await counting.close()
    }
  })
}
