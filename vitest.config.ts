import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**'];

/** unit: pure and fast. db: a database. e2e: a browser. long: soak and city scale, outside `npm test`. */
export default defineConfig({
  test: {
    reporters: ['default'],
    // A wait ends when what it waits for is there; how long it may last is for the slowest machine.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/seed.ts'],
          include: ['{packages,adapters,apps,test,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: [...ignored, '**/*.{db,long}.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // Left to itself it takes one of two processors.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'db',
          setupFiles: ['test/seed.ts'],
          include: ['{packages,adapters,apps,test}/**/*.db.test.ts'],
          exclude: ignored,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          globalSetup: ['e2e/data-template.ts'],
          include: ['e2e/**/*.test.ts'],
          exclude: ignored,
          testTimeout: 480_000,
          hookTimeout: 480_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'long',
          include: ['{packages,adapters,apps,test}/**/*.long.test.ts'],
          exclude: ignored,
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
