import { fold, loose, tidy } from '../text/fold.ts'

/** How tables say that there is no figure, in folded text; letters may be lost to "?". */
const missing = [
  'khong co so lieu',
  'khong co du lieu',
  'khong co ket qua',
  'khong co thong tin',
  'khong co ho so',
  'khong phat sinh ho so',
  'khong phat sinh',
  'khong co',
  'chua co so lieu',
  'chua co du lieu',
  'chua co ket qua',
  'chua co thong tin',
  'chua co ho so',
  'chua phat sinh ho so',
  'chua phat sinh',
  'chua co',
]
  .map(loose)
  .join('|')
const unscored = ['khong co diem', 'khong duoc diem', 'khong tinh diem', 'khong cham diem', 'khong dat diem']
  .map(loose)
  .join('|')
const unscoredPart = String.raw`(?:\s*[,;:–-]?\s*(?:${loose('nen')}\s+)?(?:${unscored}))`
const wording = String.raw`(?:(?:${missing})(?![a-z])${unscoredPart}?|(?:${unscored})(?![a-z]))`
const bracket = String.raw`(?:\s*\([^()]*\))?`

const inText = ['khong co so lieu', 'khong co du lieu', 'chua co so lieu', 'chua co du lieu'].map(loose).join('|')
const leading = new RegExp(`^(?:${inText})(?![a-z])${unscoredPart}?${bracket}`)
const whole = new RegExp(String.raw`^\(?\s*${wording}${bracket}\s*\)?\s*[.;]?$`)
const sign = /^(?:[-–—−.…/\\*_?]+|x|n\s*\/?\s*a\.?)$/
const withoutPoints = new RegExp(`(?<![a-z])(?:${unscored})(?![a-z])`)

/**
 * Whether a figure cell says that there is no figure: "Không có số liệu", "Chưa có", "-", "x". Brackets behind it may
 * hold anything: "Không có số liệu, không có điểm (Điểm tối đa của chỉ số này là 2 điểm)". An empty cell says nothing.
 */
export function saysNoData(text: string): boolean {
  const folded = fold(tidy(text))
  return sign.test(folded) || whole.test(folded)
}

/** Whether a cell says that no points were given: "… không có điểm". That is no points, not a missing figure. */
export function saysNoPoints(text: string): boolean {
  return withoutPoints.test(fold(tidy(text)))
}

/**
 * How much of running text, tidied and folded, such a wording takes at its start; 0: none stands there. A mere "không
 * có" may go on as anything, so that only whole wordings count.
 */
export function leadingNoData(folded: string): number {
  return leading.exec(folded)?.[0].length ?? 0
}
