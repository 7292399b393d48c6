import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // The tests drive real windows, real ffmpeg and real disks: one at a time, and right first time.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // A ceiling against hanging, never a measure of speed.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
});
