import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['leg/browser/*.test.mjs'],
    globalSetup: 'leg/browser/servers.mjs',
    fileParallelism: false,
    // A page waits for the network and for its servers: others are looked at meanwhile.
    maxConcurrency: 3,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
});
