/** What axe finds on a screen: one look and one strictness for every test. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

/**
 * Everything axe knows (WCAG 2.2 AA and good practice, of any impact), as lines that say where. An
 * empty list is the only good answer.
 */
export async function found(page: Page): Promise<string[]> {
  // Electron has no second page for axe to work in.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(passes.length, 'axe looked at something').toBeGreaterThan(5);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
