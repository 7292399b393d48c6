/** The folder clips go to: the one used last, or one chosen in the system's dialog. */
import { useCallback, useEffect, useState } from 'react';
import type { Id } from '../../shared/domain/ids';
import { call } from '../bridge/api';
import { tellError } from './tell-error';

export interface ClipFolder {
  folderId: Id;
  name: string;
  cloud: boolean;
}

export function useClipFolder(): {
  folder: ClipFolder | null;
  choose: () => Promise<ClipFolder | null>;
} {
  const [folder, setFolder] = useState<ClipFolder | null>(null);
  useEffect(() => {
    let gone = false;
    call((api) => api.clips.lastFolder()).then(
      (last) => gone || setFolder((now) => now ?? last),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  const choose = useCallback(async () => {
    try {
      const picked = await call((api) => api.clips.chooseFolder());
      if (picked) setFolder(picked);
      return picked;
    } catch (thrown) {
      tellError(thrown);
      return null;
    }
  }, []);
  return { folder, choose };
}
