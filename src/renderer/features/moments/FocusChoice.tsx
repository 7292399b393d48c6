import type { Moment } from '../../../shared/domain/moment';
import { useLesson } from '../../stores/document';
import { useView } from '../../stores/view';
import { Select } from '../../ui/Select';
import { setFocus } from './actions';
import { focusesFor } from './focuses';

const NONE = 'none';
const NO_FOCUSES: readonly never[] = [];

/** Which of the teacher's focuses a moment speaks to. */
export function FocusChoice({ moment }: { moment: Moment }) {
  const adding = useView((state) => state.adding === 'focus');
  const focuses = useLesson(({ document }) => document?.focuses ?? NO_FOCUSES);
  const lesson = useLesson(({ document }) => document?.lesson);
  const offered = lesson ? focusesFor({ lesson, focuses }, moment) : [];
  if (offered.length === 0 || (moment.focusId === null && !adding)) return null;
  return (
    <Select
      // Another one when it is asked for by key: only a new one comes open.
      key={adding ? 'asked' : 'shown'}
      label="Focus"
      options={[{ id: NONE, name: 'None' }, ...offered.map(({ id, text }) => ({ id, name: text }))]}
      value={moment.focusId ?? NONE}
      openAtOnce={adding}
      onChange={(id) => setFocus(moment.id, id === NONE ? null : id)}
      onLeave={() => useView.setState({ adding: null })}
    />
  );
}
