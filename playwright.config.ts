import { defineConfig } from 'playwright/test';

/**
 * What listens, looks or counts while something plays or is used: with other windows at work beside it,
 * it would tell of those too. `npm test` runs these after the others, one at a time.
 */
const ALONE = [
  'angles',
  'angles-real',
  'five-moments',
  'kills',
  'leaks',
  'locked-down',
  'narrate',
  'narration-play',
  'player',
  'scrub',
  'silent',
].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // The tests drive real windows, real ffmpeg and real disks: right first time.
  projects: [
    { name: 'beside', testIgnore: ALONE },
    { name: 'alone', testMatch: ALONE, workers: 1 },
  ],
  // Each with a screen of its own (tests/e2e/display.ts), and the tests of a file in turn. One more than
  // cores: a window mostly waits for something.
  workers: 3,
  fullyParallel: false,
  retries: 0,
  // A ceiling against hanging, never a measure of speed.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  forbidOnly: true,
});
