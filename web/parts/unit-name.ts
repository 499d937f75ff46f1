import { useUnits } from '../api/queries.ts'

/** The name of a unit; its code until the names have come, or where there is none. */
export function useUnitName(code: string | null): string {
  const { data } = useUnits()
  return data?.find((unit) => unit.code === code)?.name ?? code ?? '–'
}
