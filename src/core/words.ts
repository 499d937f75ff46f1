/** The two languages for people; code and identifiers are English only. */
export type Language = 'vi' | 'en'
export type Words = { readonly vi: string; readonly en: string }
export type Params = Readonly<Record<string, string | number | Words>>

/** Fills `{name}` in a template; a parameter that is missing stays visible, so that a test can see it. */
export function fill(template: Words, params: Params, language: Language): string {
  return template[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    return typeof value === 'object' ? value[language] : String(value ?? whole)
  })
}
