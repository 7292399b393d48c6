/** The order in which a camera wrote the files of one recording. */
/** A file as its name and its recording say. */
export interface Recorded {
  name: string;
  /** When the recording began, Unix ms, or null when the file does not say. */
  atMs: number | null;
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * A name that sorts as it was recorded. GoPro puts the chapter before the file's number (GoPro,
 * "Camera file naming convention"): GH010034, GH020034 are two chapters of 0034, and in older ones
 * GOPR0034, GP010034, GP020034.
 */
function sortName(name: string): string {
  const chaptered = /^(G[HXLS])(\d\d)(\d{4})(\..*)?$/i.exec(name);
  if (chaptered) return `GoPro ${chaptered[3]} ${chaptered[2]}`;
  const older = /^G(?:OPR|P(\d\d))(\d{4})(\..*)?$/i.exec(name);
  if (older) return `GoPro ${older[2]} ${older[1] ?? '00'}`;
  // Without its ending: “Lesson.mp4” comes before “Lesson 2.mp4”, though a space before a full stop.
  return name.replace(/\.[^.]*$/, '');
}

/**
 * Indexes of the files in the order they were recorded: by their recorded times where every file
 * has one and no two are the same, else by name, numbers counted as numbers.
 */
export function recordedOrder(files: readonly Recorded[]): number[] {
  const times = new Set(files.map((file) => file.atMs));
  const timed = !times.has(null) && times.size === files.length;
  return files
    .map((file, index) => ({ ...file, index }))
    .sort((a, b) => {
      if (timed) return (a.atMs ?? 0) - (b.atMs ?? 0);
      return natural.compare(sortName(a.name), sortName(b.name)) || a.index - b.index;
    })
    .map((file) => file.index);
}
