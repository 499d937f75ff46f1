/** The two languages for people; code and identifiers are English only. */
export type Language = 'vi' | 'en'
export type Words = { readonly vi: string; readonly en: string }

/** Fills `{name}` in a template; a parameter that is missing stays visible, so that a test can see it. */
export function fill(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
