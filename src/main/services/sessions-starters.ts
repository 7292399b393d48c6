/** The sessions that come with Plenary to begin from: JSON, checked by its schema when it is read. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SessionStarter, type StarterView } from '../../shared/domain/session-starter';

/** What a file of a starting point begins with, so that another file is told from it. */
const File = SessionStarter.extend({ format: z.literal('plenary-session-1') }).strict();

/** In the order of their file names. @throws ZodError for a file that is none. */
export async function readStarters(folder: string): Promise<SessionStarter[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const { format: _, ...starter } = File.parse(
        JSON.parse(await readFile(join(folder, name), 'utf8')),
      );
      return starter;
    }),
  );
}

export function starterView({ id, name, about, slotMinutes, items }: SessionStarter): StarterView {
  return {
    ...{ id, name, about, slotMinutes },
    items: items.map(({ kind, title }) => ({
      kind: String(kind),
      title: typeof title === 'string' ? title : '',
    })),
  };
}
