import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      // Properties and threads take seconds where others use the machine as well.
      { test: { name: 'unit', include: ['{src,web}/**/*.test.{ts,tsx}'], testTimeout: 30_000 } },
      { test: { name: 'golden', include: ['test/golden/**/*.test.ts'] } },
      // Time and memory are measured there: alone, after the others.
      {
        test: {
          name: 'hostile',
          include: ['test/hostile/**/*.test.ts'],
          testTimeout: 30_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      { test: { name: 'product', include: ['test/product/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'crash',
          include: ['test/crash/**/*.test.ts'],
          testTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
      { test: { name: 'access', include: ['test/access/**/*.test.ts'], testTimeout: 60_000 } },
      // One browser and one server for all of them, when nothing else is being measured.
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      { test: { name: 'tidy', include: ['test/tidy/**/*.test.ts'] } },
    ],
  },
})
