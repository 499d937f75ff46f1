/** With nothing in it that JSON writes with a backslash, so that the next mark is its end. */
export const name = String.raw`"[^"\\\x00-\x1f]*"`
export const whole = String.raw`(?:0|-?[1-9]\d*)`
/** With so few digits it is a safe number, and is not looked at again. */
export const safeWhole = String.raw`(?:0|-?[1-9]\d{0,14})`
export const flag = '(?:true|false)'
export const maybe = (value: string) => `(?:null|${value})`
export const oneOf = (words: readonly string[]) => `"(?:${words.join('|')})"`
export const object = (values: Readonly<Record<string, string>>) => String.raw`\{${inOrder(Object.entries(values))}\}`
export const list = (one: string) => String.raw`\[(?:${one}(?:,${one})*)?\]`

function inOrder(values: readonly (readonly [string, string])[]): string {
  return values.map(([field, value]) => `"${field}":${value}`).join(',')
}
