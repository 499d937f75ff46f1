/**
 * On every answer. Scripts and styles come from here and from files only, so a text that slips into a page runs nothing;
 * nobody may put a page into a frame of theirs; no other site is told where someone was.
 */
const always: readonly (readonly [string, string])[] = [
  [
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
      "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
]

export function secureHeaders(isSecure: boolean): readonly (readonly [string, string])[] {
  return isSecure ? [...always, ['strict-transport-security', 'max-age=31536000']] : always
}
