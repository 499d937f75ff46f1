#!/usr/bin/env node
// Plain JavaScript for whichever Node is there: 24 and later run chiso in place, an older one hands over to the
// Node 24 that came in as a platform package. See docs/decisions/001-runtime.md.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = 24
const main = new URL('../src/cli/main.ts', import.meta.url)
const isRecent = Number(process.versions.node.split('.')[0]) >= needed
const isInstalled = main.pathname.includes('/node_modules/')

if (isRecent && !isInstalled) await import(main.href)
else handOver(isRecent ? process.execPath : packagedNode())

function handOver(node) {
  if (node === null) {
    process.stderr.write(
      `chiso cần Node ${needed} trở lên; máy này có Node ${process.versions.node} và chưa có gói Node ${needed} cho ${process.platform}-${process.arch}.\n` +
        `Chạy "npm install" trong thư mục chiso, hoặc cài Node ${needed}.\n` +
        `chiso needs Node ${needed}; run "npm install" in its folder, or install Node ${needed}.\n`,
    )
    process.exitCode = 1
    return
  }
  const strip = isInstalled ? ['--import', new URL('strip-types.js', import.meta.url).href] : []
  const args = ['--disable-warning=ExperimentalWarning', ...strip, fileURLToPath(main), ...process.argv.slice(2)]
  const child = spawn(node, args, { stdio: 'inherit' })
  // A service is stopped by its first process: what it is told goes on to the one that does the work, and it waits for
  // that one to end. A terminal tells both by itself.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {})
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (status, signal) => {
    if (signal) process.removeAllListeners(signal)
    if (signal) process.kill(process.pid, signal)
    process.exitCode = status ?? 1
  })
}

function packagedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  const require = createRequire(import.meta.url)
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    try {
      return join(dirname(require.resolve(`${name}/package.json`)), file)
    } catch {
      // Not installed: this machine is of another kind.
    }
  }
  return null
}
