/** Seeing one's own moments and another person's side by side. */
import { useApp } from '../../stores/app';
import { lessonStore } from '../../stores/document';
import { useView } from '../../stores/view';
import { otherPerson } from './side-by-side';

export function canBeside(): boolean {
  const { me } = useApp.getState();
  const moments = lessonStore.getState().document?.moments ?? [];
  return (
    useView.getState().besideId !== null || (me !== null && otherPerson(moments, me.id) !== null)
  );
}

export function toggleBeside(): void {
  const { me } = useApp.getState();
  const { document } = lessonStore.getState();
  if (!me || !document) return;
  useView.setState(({ besideId }) => ({
    besideId: besideId === null ? otherPerson(document.moments, me.id) : null,
    panel: 'moments',
    fullWindow: false,
  }));
}
