import { defineConfig } from '@playwright/test';

const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results/journeys',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Wide, since machines are shared; a journey that hangs still ends.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'today', grepInvert: /@later/ },
    // Beside them runs an instance whose clock is days ahead, and its chores see to everybody: so the others are through by then.
    { name: 'later', grep: /@later/, dependencies: ['today'] },
  ],
  reporter: [['list'], ['json', { outputFile: 'test-results/reports/playwright.json' }]],
  use: {
    baseURL: 'http://localhost:3100',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // A trace photographs the page at each key that is pressed; TRACE=1 when one is wanted.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'],
    },
  },
});
