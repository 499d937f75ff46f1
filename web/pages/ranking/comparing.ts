import { useParameter } from '../../app/address.ts'

/** The units that are held against each other, in the address; the third one chosen takes the place of the first. */
export function useComparing() {
  const [text, set] = useParameter('so-sanh')
  const units = text === '' ? [] : text.split(',').slice(0, 2)
  return {
    units,
    toggle: (unit: string) =>
      set((units.includes(unit) ? units.filter((one) => one !== unit) : [...units, unit].slice(-2)).join(',')),
    clear: () => set(''),
  }
}
