import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['leg/browser/*.test.mjs'],
    globalSetup: 'leg/browser/servers.mjs',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
});
