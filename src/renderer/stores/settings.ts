/** What the person has set; changed only after main has saved it. */
import { create } from 'zustand';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/domain/settings';
import { call } from '../bridge/api';

export const useSettings = create<Settings>(() => DEFAULT_SETTINGS);

export function takeSettings(settings: Settings): void {
  useSettings.setState(settings);
}

/** @throws AppError when it could not be saved; the page then shows what still holds. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  takeSettings(await call((api) => api.settings.change(change)));
}
