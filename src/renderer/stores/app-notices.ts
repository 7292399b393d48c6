/** What the app has to say to the person, oldest first, until they close it. */
import { create } from 'zustand';

export interface AppNotice {
  id: string;
  sentence: string;
  next?: string;
  action?: { name: string; run: () => void };
  /** Called when the person closes it. */
  onClosed?: () => void;
}

interface Notices {
  notices: readonly AppNotice[];
}

export const useNotices = create<Notices>(() => ({ notices: [] }));

/** One notice tells of an export from its start to its last clip. */
export const CLIPS_NOTICE = 'clips';

/** And one of a discussion pack. */
export const PACK_NOTICE = 'pack';

/** And one of what is made of a session. */
export const SESSION_NOTICE = 'session';

const MOST = 5;
let made = 0;

/** Says something. The same sentence said again replaces the one on screen. */
export function tell(notice: Omit<AppNotice, 'id'> & { id?: string }): void {
  made += 1;
  const said = { ...notice, id: notice.id ?? `notice-${made}` };
  useNotices.setState(({ notices }) => ({
    notices: [
      ...notices.filter((other) => other.sentence !== said.sentence && other.id !== said.id),
      said,
    ].slice(-MOST),
  }));
}

export function closeNotice(id: string): void {
  const closed = useNotices.getState().notices.find((notice) => notice.id === id);
  useNotices.setState(({ notices }) => ({ notices: notices.filter((other) => other.id !== id) }));
  closed?.onClosed?.();
}
