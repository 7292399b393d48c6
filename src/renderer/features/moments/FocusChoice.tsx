import type { Moment } from '../../../shared/domain/moment';
import { useLesson } from '../../stores/document';
import { useView } from '../../stores/view';
import { Select } from '../../ui/Select';
import { changeMoment } from './actions';

const NONE = 'none';
const NO_FOCUSES: readonly never[] = [];

/** Which of the teacher's focuses a moment speaks to. */
export function FocusChoice({ moment }: { moment: Moment }) {
  const adding = useView((state) => state.adding === 'focus');
  const focuses = useLesson(({ document }) => document?.focuses ?? NO_FOCUSES);
  const lesson = useLesson(({ document }) => document?.lesson);
  const offered = focuses.filter(
    ({ id, teacher }) =>
      id === lesson?.focusId ||
      id === moment.focusId ||
      (teacher !== '' && teacher === lesson?.teacher),
  );
  if (offered.length === 0 || (moment.focusId === null && !adding)) return null;
  return (
    <Select
      label="Focus"
      options={[{ id: NONE, name: 'None' }, ...offered.map(({ id, text }) => ({ id, name: text }))]}
      value={moment.focusId ?? NONE}
      onChange={(id) =>
        changeMoment(moment.id, 'Change a moment’s focus', { focusId: id === NONE ? null : id })
      }
    />
  );
}
