import { z } from 'zod'
import { signOnAlgorithms } from '../access/oidc.ts'
import { said } from '../core/problem.ts'
import { accountRoles } from '../core/rights/role.ts'

/**
 * Everything that can be set: in `chiso.server.yaml` of the data folder, or in the environment, which goes first. The
 * descriptions are the table of docs/van-hanh/cai-dat.md; a test compares the two.
 */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

const webAddress = z
  .url({ protocol: /^https?$/ })
  .refine((text) => !text.endsWith('/'), said({ vi: 'không kết thúc bằng dấu /', en: 'does not end with /' }))

const limit = (min: number, max: number) => z.int().min(min).max(max)

const limitSettings = z.strictObject({
  bodyBytes: limit(1_000, 64_000_000).default(8_000_000).describe('Một lần gửi dữ liệu, byte'),
  uploadBytes: limit(1_000, 20_000_000_000).default(2_000_000_000).describe('Một tệp nhập, byte'),
  requests: limit(1, 10_000).default(512).describe('Yêu cầu đang xử lý cùng lúc'),
  inFlightBytes: limit(1_000, 1_000_000_000).default(64_000_000).describe('Nội dung đang nhận cùng lúc, byte'),
  connections: limit(1, 20_000).default(2_000).describe('Kết nối cùng lúc'),
  streams: limit(1, 10_000).default(500).describe('Luồng trực tiếp (SSE) cùng lúc'),
  receiveSeconds: limit(1, 3_600).default(30).describe('Thời gian nhận hết nội dung gửi, giây'),
  uploadSeconds: limit(1, 86_400).default(1_800).describe('Thời gian nhận hết một tệp, giây'),
  answerSeconds: limit(1, 600).default(30).describe('Thời gian trả lời, giây'),
  stopSeconds: limit(0, 600).default(20).describe('Thời gian chờ việc dở khi dừng, giây'),
})

const sessionSettings = z.strictObject({
  hours: limit(1, 168).default(12).describe('Phiên làm việc dài nhất, giờ'),
  idleMinutes: limit(1, 1_440).default(30).describe('Phiên hết khi không thao tác, phút'),
})

const oidcSettings = z.strictObject({
  issuer: webAddress.nullable().default(null).describe('Địa chỉ máy chủ SSO; bỏ trống là không dùng SSO'),
  clientId: z.string().max(200).nullable().default(null).describe('Mã ứng dụng do máy chủ SSO cấp'),
  clientSecretFile: z
    .string()
    .max(1_000)
    .nullable()
    .default(null)
    .describe('Tệp chứa khóa bí mật của ứng dụng; chỉ chủ chương trình đọc được'),
  scopes: z.string().max(1_000).default('openid profile').describe('Phạm vi xin ở máy chủ SSO'),
  algorithm: z.enum(signOnAlgorithms).default('RS256').describe('Thuật toán ký duy nhất được chấp nhận'),
  roleClaim: z.string().max(200).nullable().default(null).describe('Trường chứa vai trò hoặc nhóm của người dùng'),
  roles: z
    .array(z.strictObject({ value: z.string().min(1), role: z.enum(accountRoles) }))
    .nullable()
    .default(null)
    .describe('Giá trị nào là vai trò nào, giá trị đầu tiên khớp được dùng; không khớp thì không vào được'),
  unitClaim: z.string().max(200).nullable().default(null).describe('Trường chứa đơn vị của người dùng'),
  units: z
    .record(z.string(), z.string())
    .nullable()
    .default(null)
    .describe('Đổi giá trị của SSO thành mã đơn vị; bỏ trống thì giá trị chính là mã'),
  allowHttp: z
    .boolean()
    .default(false)
    .describe('Cho phép http không mã hóa đến máy chủ SSO khác máy này; chỉ trong mạng kín'),
})

export const serverSettings = z.strictObject({
  host: z.string().min(1).max(255).default('127.0.0.1').describe('Địa chỉ lắng nghe; 0.0.0.0 là mọi giao diện mạng'),
  port: limit(0, 65_535).default(7660).describe('Cổng; 0 là cổng bất kỳ còn trống'),
  publicAddress: webAddress
    .nullable()
    .default(null)
    .describe('Địa chỉ người dùng gõ; khi bắt đầu bằng https thì cookie chỉ đi qua https'),
  behindProxy: z
    .boolean()
    .default(false)
    .describe('Địa chỉ người dùng là giá trị cuối của X-Forwarded-For do proxy ghi; chỉ bật khi đứng sau proxy'),
  logLevel: z.enum(logLevels).default('info').describe('Mức ghi nhật ký'),
  publicPage: z.boolean().default(false).describe('Người chưa đăng nhập được xem điểm, nếu quyền cho phép'),
  openMetrics: z.boolean().default(false).describe('Xem /metrics không cần đăng nhập'),
  limits: limitSettings.prefault({}),
  session: sessionSettings.prefault({}),
  oidc: oidcSettings.prefault({}),
})
export type ServerSettings = Readonly<z.infer<typeof serverSettings>>

/** One thing that can be set. */
export type Setting = {
  /** `limits.bodyBytes` */
  readonly path: readonly string[]
  /** `CHISO_LIMITS_BODY_BYTES` */
  readonly environment: string
  readonly schema: z.ZodType
  readonly description: string
}

export const settingsList: readonly Setting[] = Object.entries(serverSettings.shape).flatMap(([name, schema]) => {
  const inner: unknown = schema instanceof z.ZodPrefault ? schema.unwrap() : null
  if (!(inner instanceof z.ZodObject)) return [settingOf([name], schema)]
  return Object.entries(inner.shape).flatMap(([field, leaf]) =>
    leaf instanceof z.ZodType ? [settingOf([name, field], leaf)] : [],
  )
})

function settingOf(path: readonly string[], schema: z.ZodType): Setting {
  const words = path.map((part) => part.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase())
  return { path, environment: `CHISO_${words.join('_')}`, schema, description: schema.description ?? '' }
}
