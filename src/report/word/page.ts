/** Lengths of a Word file are in twips, 1/1440 inch. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4)
}

/**
 * A4 and margins within Annex I of Decree 30/2020/NĐ-CP: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm. The
 * smallest ones, because the table needs the width.
 */
export const page = {
  width: twips(210),
  height: twips(297),
  margin: {
    top: twips(20),
    bottom: twips(20),
    left: twips(30),
    right: twips(15),
    header: twips(10),
    footer: twips(10),
  },
} as const

/** Between the margins, in millimetres: the columns of every table add up to this. */
export const textWidth = 165
