import { expect, test } from 'vitest'
import { collect, contextOf, envelope, fileOf, hoSo } from './fixtures/files.ts'
import { type Item, Progress } from './item.ts'
import { quarantineCsv } from './quarantine-sheet.ts'
import { readFile } from './read.ts'

/** No name, number, phone, mail or address of a person leaves intake, whatever field it was written in. */

const people = Array.from({ length: 12 }, (_, index) => ({
  name: `${['Nguyễn Thị', 'Trần Văn', 'Lê Hoàng', 'Phạm'][index % 4]} Mẫu${'ABCDEFGHIJKL'[index]}`,
  identity: `00119900${String(1000 + index)}`,
  oldIdentity: `27999${String(1000 + index)}`,
  phone: `0912${String(345_600 + index)}`,
  phoneSpaced: `0912 345 6${String(10 + index)}`,
  mail: `mau.${index}@example.vn`,
  address: `Số ${10 + index}, đường Lê Lợi, phường Bến Mẫu ${index}`,
}))
const secrets = people.flatMap((person) => Object.values(person))

/** The dossier with the text in every place of it that may hold text, one place at a time. */
function* withTextEverywhere(text: string): Generator {
  for (const [field, value] of Object.entries(hoSo)) {
    if (typeof value !== 'object') {
      yield { ...hoSo, [field]: text }
      continue
    }
    for (const [index, item] of value.entries()) {
      for (const inner of Object.keys(item)) {
        // Nine digits in the field of an amount are an amount.
        if (inner === 'Gia' && /^[1-9]\d{8}$/.test(text)) continue
        yield { ...hoSo, [field]: value.map((one, place) => (place === index ? { ...one, [inner]: text } : one)) }
      }
    }
  }
  yield { ...hoSo, [text]: text, GhiChu: text }
  yield text
  yield [text]
}

function everythingShown(item: Item): string {
  if (item.kind === 'observation') return JSON.stringify(item.observation)
  return item.kind === 'quarantined' ? [...quarantineCsv([item.row])].join('') : JSON.stringify(item)
}

test('a dossier full of personal data', async () => {
  const full = people.flatMap(({ name, identity, mail, phone, address }, index) => ({
    ...hoSo,
    MaHoSo: `H99.01-261008-${1000 + index}`,
    ChuHoSo: name,
    MaDoiTuong: identity,
    SoGiayToChuHoSo: identity,
    Email: mail,
    SoDienThoai: phone,
    TrichYeuHoSo: `${name}, ${address}, ${phone}, ${mail}`,
    TienDo: hoSo.TienDo.map((step) => ({ ...step, NguoiXuLy: name, PhongBanXuLy: address })),
  }))
  const items = await collect(readFile(fileOf('a.json', JSON.stringify(envelope(full))), contextOf(), new Progress()))
  expect(items.filter(({ kind }) => kind === 'observation')).toHaveLength(people.length)
  const shown = items.map(everythingShown).join('\n')
  expect([...secrets, ...full.map(({ ChuHoSo }) => ChuHoSo)].filter((secret) => shown.includes(secret))).toEqual([])
})

test('personal data in every text field, one at a time', { timeout: 30_000 }, async () => {
  const rows = secrets.flatMap((secret) => [...withTextEverywhere(secret)])
  const items = await collect(readFile(fileOf('a.json', JSON.stringify(envelope(rows))), contextOf(), new Progress()))
  expect(items).toHaveLength(rows.length)
  const kinds = new Set(items.map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual(['observation', 'quarantined'])
  const shown = items.map(everythingShown).join('\n')
  expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
})

test('in a list and in a template of petitions too', async () => {
  const list = secrets.map((secret) => `H99.01-261008-1,"${secret}",08/10/2026,"${secret}"`)
  const petitions = secrets.map((secret) => `"${secret}",H99.01,08/10/2026 09:30,${''.padEnd(9, ',')}"${secret}"`)
  const files = [
    fileOf('a.csv', ['Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Đơn vị xử lý', ...list].join('\n')),
    fileOf('b.csv', ['Mã hồ sơ,Lĩnh vực,Ngày tiếp nhận,Số giấy tờ', ...list].join('\n')),
    fileOf(
      'c.csv',
      [
        'Mã PAKN,Đơn vị xử lý,Thời điểm tiếp nhận,Thời điểm từ chối,Thời điểm chuyển,Thời điểm yêu cầu bổ sung,Thời điểm nhận bổ sung,Thời điểm xử lý xong,Thời điểm công khai,Kết quả đánh giá,Lặp lại PAKN,Mã thủ tục',
        ...petitions,
      ].join('\n'),
    ),
  ]
  for (const file of files) {
    const items = await collect(readFile(file, contextOf(), new Progress()))
    expect(items.length).toBeGreaterThanOrEqual(secrets.length)
    const shown = items.map(everythingShown).join('\n')
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
  }
})
