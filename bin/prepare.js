#!/usr/bin/env node
// After `npm install` in a checkout: builds the web app. An installation without development packages has nothing to build
// with; it takes web/dist from a checkout that was built, or serves the API alone.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url))
if (existsSync(vite)) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  process.exitCode = built.status ?? 1
} else process.stdout.write('chiso: vite is not installed, so the web app is not built\n')
