/** `npm run pictures`: every screen at the sizes people have, for docs/pictures. Not a test suite. */
import { defineConfig } from 'playwright/test';
import shared from '../../playwright.config';

export default defineConfig({
  ...shared,
  projects: [{ name: 'pictures' }],
  workers: 1,
  testDir: '.',
  outputDir: '../../test-results/pictures',
});
