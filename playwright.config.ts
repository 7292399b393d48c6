import { defineConfig } from 'playwright/test';

// Every spec drives the real app, each launch with a library of its own.
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // The machine's cores belong to the app and to ffmpeg.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // A guard against a hang, not a measure: software rendering is slow.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
});
