import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['leg/browser/*.test.mjs'],
    globalSetup: 'leg/browser/servers.mjs',
    fileParallelism: false,
    // While a page waits for the network and its servers, another is looked at. Three take 2.9 GB.
    maxConcurrency: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
});
