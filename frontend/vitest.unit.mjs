import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { svgLoader } from './node_modules/@plone/volto/vite-plugins/svg.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const VOLTO = here('node_modules/@plone/volto');

export default defineConfig({
  plugins: [react(), svgLoader({})],
  resolve: {
    alias: {
      '@plone/volto-original': `${VOLTO}/src`,
      '@plone/volto': `${VOLTO}/src`,
      '@root': here('src'),
      'load-volto-addons': `${VOLTO}/test-addons-loader.js`,
    },
  },
  test: {
    globals: true,
    testTimeout: 60_000,
    environment: 'jsdom',
    include: ['packages/*/tests/*.test.{ts,tsx}'],
    setupFiles: [here('packages/volto-katrineholm-socialhub/tests/setup.ts')],
    server: { deps: { inline: [/@plone\/volto/, /@plone\/registry/] } },
  },
});
