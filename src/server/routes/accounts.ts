import { randomBytes } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Account } from '../../access/account.ts'
import { newPassword } from '../../access/password.ts'
import { accountRoles } from '../../core/rights/role.ts'
import { isoInstant } from '../../core/time/instant.ts'
import { jsonBody } from '../body.ts'
import { authorOf } from '../guard.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { declared, jsonAnswer, jsonRequest } from '../route.ts'
import { unitText } from '../shape.ts'

const shape = z
  .object({
    login: z.string(),
    name: z.string(),
    role: z.enum(accountRoles),
    unit: z.string(),
    unitName: z.string(),
    disabled: z.boolean(),
    isLocal: z.boolean().openapi({ description: 'Có mật khẩu ở đây; nếu không, đăng nhập một lần (SSO)' }),
    created: z.string(),
  })
  .openapi('Account')
export type AccountAnswer = z.infer<typeof shape>

/** With the password that was made up, which is shown this once. */
const withPassword = shape.extend({ password: z.string().optional() }).openapi('AccountMade')

const role = z.enum(accountRoles)
const password = z.string().max(1_000).optional()
const newAccount = z.strictObject({
  login: z.string().max(200),
  name: z.string().max(1_000),
  role,
  unit: unitText,
  password,
})
const params = z.object({ login: z.string().min(1).max(200) })

/** Whether accounts may be managed at all is asked of the own unit; which ones, is asked of the author at every change. */
const access = { action: 'manage-accounts', unit: 'own' } as const

export function accounts(app: App, parts: Parts): void {
  addList(app, parts)
  addCreate(app, parts)
  addRole(app, parts)
  addPassword(app, parts)
  addState(app, parts)
}

function shown({ numbers, clock }: Parts, account: Account): AccountAnswer {
  const { login, name, role: held, unit: scope, disabled, identity, created } = account
  const unitName = numbers.counting.unitsAt(clock()).nameOf(scope)
  const isLocal = identity === null
  return { login, name, role: held, unit: scope, unitName, disabled, isLocal, created: isoInstant(created) }
}

/** The password that was given, or one that is made up and told. */
function chosen(given: string | undefined): { readonly next: string; readonly told: { readonly password?: string } } {
  if (given !== undefined) return { next: given, told: {} }
  const made = newPassword(randomBytes)
  return { next: made, told: { password: made } }
}

function addList(app: App, parts: Parts): void {
  const route = declared(parts, access, {
    method: 'get',
    path: '/api/accounts',
    summary: 'Các tài khoản trong phạm vi',
    responses: { 200: jsonAnswer(z.object({ accounts: z.array(shape) }), 'Theo tên đăng nhập') },
  })
  app.openapi(route, (c) => {
    const list = valueOf(parts.access.accounts.list(authorOf(c, parts, 'manage-accounts')))
    return c.json({ accounts: list.map((account) => shown(parts, account)) }, 200)
  })
}

function addCreate(app: App, parts: Parts): void {
  const route = declared(parts, access, {
    method: 'post',
    path: '/api/accounts',
    summary: 'Thêm tài khoản',
    description: 'Bỏ trống mật khẩu: máy chủ tạo một mật khẩu và trả về một lần.',
    request: { body: jsonRequest(newAccount) },
    responses: { 201: jsonAnswer(withPassword, 'Đã thêm') },
  })
  app.openapi(route, async (c) => {
    const { password: given, ...wanted } = await jsonBody(c, parts, newAccount)
    const { next, told } = chosen(given)
    const by = authorOf(c, parts, 'manage-accounts')
    const added = valueOf(await parts.access.accounts.add(by, { ...wanted, password: next }))
    return c.json({ ...shown(parts, added), ...told }, 201)
  })
}

function addRole(app: App, parts: Parts): void {
  const body = z.strictObject({ role, unit: unitText })
  const route = declared(parts, access, {
    method: 'put',
    path: '/api/accounts/{login}/role',
    summary: 'Đổi vai trò, đơn vị của tài khoản',
    request: { params, body: jsonRequest(body) },
    responses: { 200: jsonAnswer(shape, 'Có hiệu lực ở yêu cầu kế tiếp') },
  })
  app.openapi(route, async (c) => {
    const wanted = await jsonBody(c, parts, body)
    const by = authorOf(c, parts, 'manage-accounts')
    return c.json(shown(parts, valueOf(parts.access.accounts.setRole(by, c.req.valid('param').login, wanted))), 200)
  })
}

function addPassword(app: App, parts: Parts): void {
  const body = z.strictObject({ password })
  const route = declared(parts, access, {
    method: 'put',
    path: '/api/accounts/{login}/password',
    summary: 'Đặt lại mật khẩu của tài khoản',
    description: 'Bỏ trống mật khẩu: máy chủ tạo một mật khẩu và trả về một lần.',
    request: { params, body: jsonRequest(body) },
    responses: { 200: jsonAnswer(withPassword, 'Mọi phiên của tài khoản đã kết thúc') },
  })
  app.openapi(route, async (c) => {
    const { next, told } = chosen((await jsonBody(c, parts, body)).password)
    const by = authorOf(c, parts, 'manage-accounts')
    const account = valueOf(await parts.access.accounts.setPassword(by, c.req.valid('param').login, next))
    return c.json({ ...shown(parts, account), ...told }, 200)
  })
}

function addState(app: App, parts: Parts): void {
  const body = z.strictObject({ disabled: z.boolean() })
  const route = declared(parts, access, {
    method: 'put',
    path: '/api/accounts/{login}/state',
    summary: 'Khóa, mở khóa tài khoản',
    request: { params, body: jsonRequest(body) },
    responses: { 200: jsonAnswer(shape, 'Khóa kết thúc mọi phiên') },
  })
  app.openapi(route, async (c) => {
    const { disabled } = await jsonBody(c, parts, body)
    const by = authorOf(c, parts, 'manage-accounts')
    const { login } = c.req.valid('param')
    const { accounts: all } = parts.access
    return c.json(shown(parts, valueOf(disabled ? all.disable(by, login) : all.enable(by, login))), 200)
  })
}
