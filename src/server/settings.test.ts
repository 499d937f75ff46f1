import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { failureText } from '../core/failure.ts'
import { readSettings } from './settings-file.ts'

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'chiso-settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'chiso.server.yaml'), text)
  return folder
}

function textsOf(text: string, environment: Record<string, string> = {}): string[] {
  const read = readSettings(folderWith(text), environment)
  return read.ok ? [] : read.failures.map((item) => failureText(item, 'vi'))
}

describe('settings', () => {
  test('nothing set: the defaults; the environment goes before the file', () => {
    expect(readSettings(folderWith(''), { PATH: 'x', CHISO_DATA: 'y' })).toMatchObject({
      ok: true,
      value: { host: '127.0.0.1', port: 7660, limits: { bodyBytes: 8_000_000 }, oidc: { issuer: null } },
    })
    const text = 'port: 80\nlimits:\n  bodyBytes: 5000\n  streams: 7\n'
    const environment = {
      CHISO_PORT: '8080',
      CHISO_LIMITS_BODY_BYTES: '6000',
      CHISO_PUBLIC_PAGE: 'true',
      CHISO_OIDC_ISSUER: 'https://sso.example.vn/realms/tinh',
      CHISO_OIDC_CLIENT_ID: '123',
    }
    expect(readSettings(folderWith(text), environment)).toMatchObject({
      ok: true,
      value: {
        port: 8080,
        publicPage: true,
        limits: { bodyBytes: 6_000, streams: 7 },
        oidc: { issuer: 'https://sso.example.vn/realms/tinh', clientId: '123' },
      },
    })
  })

  test.each([
    ['cong: 80\n', 'chiso.server.yaml: dòng 1, cột 1: Thiết đặt cong: không có trường cong'],
    ['port: 65536\n', 'Thiết đặt port'],
    ['limits:\n  bodyBytes: 999\n', 'dòng 2, cột 3: Thiết đặt limits.bodyBytes'],
    ['limits:\n  bodyByte: 5000\n', 'không có trường bodyByte'],
    ['publicAddress: https://chiso.example.vn/\n', 'không kết thúc bằng dấu /'],
    ['publicAddress: javascript:alert(1)\n', 'Thiết đặt publicAddress'],
    ['port: [\n', 'YAML sai cú pháp'],
  ])('%j', (text, part) => {
    expect(textsOf(text).join('\n')).toContain(part)
  })

  test.each([
    [{ CHISO_PORTT: '80' }, 'Thiết đặt CHISO_PORTT: không có thiết đặt này'],
    [{ CHISO_PORT: '65536' }, 'Thiết đặt CHISO_PORT'],
    [{ CHISO_PORT: 'tám mươi' }, 'Thiết đặt CHISO_PORT'],
    [{ CHISO_PUBLIC_PAGE: 'có' }, 'Thiết đặt CHISO_PUBLIC_PAGE'],
    [{ CHISO_LOG_LEVEL: 'loud' }, 'Thiết đặt CHISO_LOG_LEVEL'],
  ])('%j', (environment, part) => {
    expect(textsOf('', environment).join('\n')).toContain(part)
  })
})
