/** What a person has set, one key a setting; a value that no longer fits gives way to the default. */
import { DEFAULT_SETTINGS, Settings } from '../../shared/domain/settings';
import { AppError } from '../../shared/errors';
import type { Store } from '../db/store';

export interface SettingsService {
  get(): Settings;
  /** @throws AppError `not-found` for a person who is not here. */
  change(change: Partial<Settings>): Settings;
}

export function settingsService(
  store: Pick<Store, 'kept' | 'people' | 'transaction'>,
): SettingsService {
  const get = (): Settings => {
    const kept = store.kept.all();
    const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
    for (const [key, schema] of Object.entries(Settings.shape)) {
      const read = schema.safeParse(kept[key]);
      if (read.success) settings[key] = read.data;
    }
    return settings as Settings;
  };
  return {
    get,
    change: (change) => {
      if (change.meId && !store.people.get(change.meId)) {
        throw new AppError('not-found', 'That person is not in this library.');
      }
      store.transaction(() => {
        for (const [key, value] of Object.entries(change)) {
          if (value !== undefined) store.kept.set(key, value);
        }
      });
      return get();
    },
  };
}
