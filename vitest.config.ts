import { defineConfig } from 'vitest/config';

export default defineConfig({
  // `server-only` refuses to load outside Next; here its empty twin is what the react-server condition would pick.
  resolve: { alias: { 'server-only': new URL('./test/empty.ts', import.meta.url).pathname } },
  test: {
    include: ['{app,components,features,lib,scripts,test,prisma}/**/*.test.ts'],
    globalSetup: ['./test/global-setup.ts'],
    setupFiles: ['./test/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Wide, since machines are shared; a test that hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
