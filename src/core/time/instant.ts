/** Milliseconds since 1970-01-01T00:00:00Z. The only clock reading is made in the mains and passed in. */
export type Instant = number & { readonly __instant: unique symbol }

/** A calendar day in Viet Nam, `YYYY-MM-DD`: comparable as text. */
export type PlainDate = string & { readonly __plainDate: unique symbol }

/** Asia/Ho_Chi_Minh is UTC+7 without daylight saving, since 1975: one constant, no time zone database. */
export const offset = 7 * 60 * 60 * 1000
