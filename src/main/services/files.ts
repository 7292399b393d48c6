/** Whether footage is where it was, finding it again, and what the page may know of it. */
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type FileView, Picture, Sound } from '../../shared/domain/lesson';
import { AppError } from '../../shared/errors';
import type { StoredFile } from '../db/repositories/files';
import type { Store } from '../db/store';
import { fileError } from './file-errors';
import { findMoved } from './find-moved';
import { inParallel } from '../../shared/in-parallel';
import { within } from './patience';
import type { Places } from './places';
import type { Dialogs, Media } from './ports';

export interface FilesService {
  view(file: StoredFile): FileView;
  /** A lesson's files, looked for anew; one that has moved nearby is found again. */
  viewOf(lessonId: string): Promise<FileView[]>;
  /** Looks for every file of the library. Answers false when a disk did not answer for one. */
  checkAll(): Promise<boolean>;
  /** Asks the person where a file is. @throws AppError `not-found`, `file-different`. */
  locate(fileId: string): Promise<FileView | null>;
  /** The same recording was given from another place: it is taken there if it is not in its own. */
  givenAgain(file: StoredFile, path: string): Promise<void>;
  /**
   * From now on the file is watched through a copy; one that is not there is only missing.
   * @throws AppError `not-found`.
   */
  notPlayable(fileId: string, reason: string): Promise<FileView>;
}

type Glance = { seen: 'same' | 'gone' | 'silent' } | { seen: 'like'; writtenMs: number };

/** Nor may one that answers and then gives nothing hold up the search for the others for ever. */
const COMPARING_MS = 60_000;

export function filesService(deps: {
  store: Pick<Store, 'files'>;
  places: Places;
  media: Pick<Media, 'fingerprint' | 'storedProbe'>;
  dialogs: Pick<Dialogs, 'locateFile'>;
  isCloudFolder: (path: string) => boolean;
  /** After a file's facts have changed on the disk. */
  changed: (file: StoredFile) => void;
}): FilesService {
  const { store, places, media, changed } = deps;
  const cloudBy = new Map<string, boolean>();

  const inCloud = (path: string): boolean => {
    const folder = dirname(path);
    let cloud = cloudBy.get(folder);
    if (cloud === undefined) {
      cloud = deps.isCloudFolder(folder);
      cloudBy.set(folder, cloud);
    }
    return cloud;
  };

  const view = (file: StoredFile): FileView => {
    const probe = media.storedProbe(file.probe);
    return {
      id: file.id,
      name: file.name,
      bytes: file.bytes,
      durationUs: probe.durationUs,
      firstFrameUs: probe.firstFrameUs,
      container: probe.container,
      recordedAt: probe.recordedAt,
      // Media knows more of both than the page may need.
      picture: probe.picture && Picture.parse(probe.picture),
      sound: probe.sound && Sound.parse(probe.sound),
      handling: file.handling,
      trouble: file.trouble,
      present: file.present,
      copied: file.copied,
      cloud: !file.copied && inCloud(file.path),
    };
  };

  const keep = (file: StoredFile, facts: Partial<StoredFile>): StoredFile => {
    const now = store.files.get(file.id);
    if (!now) return { ...file, ...facts };
    const next = { ...now, ...facts };
    store.files.update(next);
    changed(next);
    return next;
  };

  /** A copy that is still wanted is made of the file where it is now; one that is lost is let go. */
  const copyWish = ({ copied, copyName }: StoredFile) => ({
    copied: false,
    copyName: copied ? null : copyName,
  });

  /** What a look at the path tells: with its size and no more, it may be another recording. */
  const glance = (file: StoredFile, path = places.footageOf(file)): Promise<Glance> =>
    within<Glance>(
      stat(path).then(
        (facts) => {
          if (!facts.isFile() || facts.size !== file.bytes) return { seen: 'gone' };
          if (facts.mtimeMs === file.writtenMs) return { seen: 'same' };
          return { seen: 'like', writtenMs: facts.mtimeMs };
        },
        () => ({ seen: 'gone' }),
      ),
      { seen: 'silent' },
    );

  /**
   * Whether this very recording lies where it should (or at `path`): null when the disk does not
   * answer or does not let it be read. Its content is compared once for each time it is written.
   */
  async function isThere(file: StoredFile, path?: string): Promise<boolean | null> {
    const at = path ?? places.footageOf(file);
    const found = await glance(file, at);
    if (found.seen !== 'like') return found.seen === 'silent' ? null : found.seen === 'same';
    const same = await within(
      media.fingerprint(at).then(
        (print) => print === file.fingerprint,
        (thrown: unknown) => (AppError.from(thrown).code === 'file-missing' ? false : null),
      ),
      null,
      COMPARING_MS,
    );
    const now = store.files.get(file.id);
    if (same && now && places.footageOf(now) === at) {
      store.files.update({ ...now, writtenMs: found.writtenMs });
    }
    return same;
  }

  async function findAgain(file: StoredFile): Promise<string | null> {
    const others = store.files.all().filter((other) => other.id !== file.id);
    const folders = [...new Set(others.map((other) => dirname(other.path)))];
    const taken = new Set(others.map((other) => other.path));
    return findMoved(file, folders, taken, (path) => media.fingerprint(path));
  }

  /** Searches under way, by file: one at a time for each. */
  const searches = new Map<string, Promise<StoredFile>>();

  async function search(file: StoredFile): Promise<StoredFile> {
    // The library's own copy is gone: the original may still do.
    if (file.copied && (await isThere(file, file.path))) {
      return keep(file, { copied: false, copyName: null, present: true });
    }
    const path = await findAgain(file);
    // Someone may have pointed to it meanwhile.
    const now = store.files.get(file.id);
    if (!now || now.path !== file.path || now.copied !== file.copied) return now ?? file;
    if (path === null) return file.present ? keep(file, { present: false }) : file;
    const name = basename(path);
    return keep(file, { path, name, ...copyWish(now), present: true });
  }

  /** Looks for a file where it should be and, when it is not there, further afield. */
  async function look(file: StoredFile): Promise<StoredFile> {
    return (await lookOrNull(file)) ?? file;
  }

  /** The same; null when the disk does not answer. */
  async function lookOrNull(file: StoredFile): Promise<StoredFile | null> {
    const there = await isThere(file);
    if (there === null) return null;
    if (there) return file.present ? file : keep(file, { present: true });
    let searching = searches.get(file.id);
    if (!searching) {
      searching = search(file).finally(() => searches.delete(file.id));
      searches.set(file.id, searching);
    }
    return searching;
  }

  /** The same, for a person who waits: a long search goes on, and the page is told how it ends. */
  const lookSoon = async (file: StoredFile): Promise<StoredFile> => {
    const { seen } = await glance(file);
    if (seen === 'silent') return file;
    // One of its size that is still being compared is taken for what it was.
    const otherwise = seen === 'gone' ? { ...file, present: false } : file;
    return within(
      look(file).catch(() => file),
      otherwise,
    );
  };

  return {
    view,
    viewOf: async (lessonId) =>
      (await inParallel(store.files.of(lessonId), 4, lookSoon)).map((file) => view(file)),
    checkAll: async () => {
      const seen = await inParallel(store.files.all(), 4, lookOrNull);
      return seen.every((file) => file !== null);
    },
    locate: async (fileId) => {
      const file = store.files.get(fileId);
      if (!file) throw new AppError('not-found', 'That file is no longer in the library.');
      const path = await deps.dialogs.locateFile(file.name);
      if (path === null) return null;
      const found = await media.fingerprint(path).catch((thrown: unknown) => {
        throw fileError(thrown, path);
      });
      if (found !== file.fingerprint) {
        const name = basename(path);
        throw new AppError('file-different', `${name} is not the file that was added.`, { name });
      }
      return view(keep(file, { path, name: basename(path), present: true, ...copyWish(file) }));
    },
    givenAgain: async (file, path) => {
      // A place that does not answer may still hold it.
      if ((await isThere(file)) !== false) return;
      keep(file, { path, name: basename(path), present: true, ...copyWish(file) });
    },
    notPlayable: async (fileId, reason) => {
      const file = store.files.get(fileId);
      if (!file) throw new AppError('not-found', 'That file is no longer in the library.');
      if (file.handling !== 'direct') return view(file);
      // A drive that was pulled out says nothing about the recording.
      if (!(await isThere(file))) {
        return view(keep(file, { present: false }));
      }
      return view(keep(file, { handling: 'copy', handlingReason: reason }));
    },
  };
}
