// The real footage that tests run on where it is to be had: the folder PLENARY_MEDIA names.
import { readdirSync } from 'node:fs';

/** How many real files the whole corpus has. */
const REAL_FILES = 34;

const count = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).filter(
    (entry) => entry.isFile() && !/\.(tsv|txt|md|json)$/i.test(entry.name),
  ).length;

/** A sentence about the real files a run does without, or null when it has them all. */
export function missingMedia() {
  const folder = process.env.PLENARY_MEDIA;
  const all = `PLENARY_MEDIA names no folder, so this run did not have ${REAL_FILES} real files; the corpus was only what ffmpeg makes.`;
  if (!folder) return all;
  try {
    const there = count(folder);
    return there >= REAL_FILES
      ? null
      : `${folder} has ${there} real files; this run did not have ${REAL_FILES - there} of ${REAL_FILES}.`;
  } catch {
    return `${all} (${folder} cannot be read.)`;
  }
}
