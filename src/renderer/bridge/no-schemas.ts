/**
 * Stands where zod would be in the page's files (electron.vite.config.ts). Schemas are checked in main,
 * both ways; the page has their types and nothing else of them. Zod and all the schemas were a fifth of
 * what the first screen loads.
 */
const ONLY_IN_MAIN = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'options']);

const schema: unknown = new Proxy(() => schema, {
  get: (_target, name) => {
    if (ONLY_IN_MAIN.has(String(name)))
      throw new Error(`schemas are checked in main: ${String(name)}`);
    return schema;
  },
});

export const z = schema;
