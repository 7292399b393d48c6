/** Making sure that a file is on the disk, not on its way there. */
import { open } from 'node:fs/promises';

/** @throws the file system's error */
export async function force(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
