import { lessonEndUs } from '../../../shared/domain/lesson-time';
import type { Moment } from '../../../shared/domain/moment';
import { lessonStore } from '../../stores/document';
import { TimeField } from '../../ui/TimeField';
import { changeMoment } from './actions';
import styles from './MomentEditor.module.css';

/** Where a moment begins and ends. Ending where it begins makes it a point. */
export function TimeFields({ moment }: { moment: Moment }) {
  const { id, startUs, endUs } = moment;
  const isPoint = startUs === endUs;
  const inside = (us: number) => {
    const { document } = lessonStore.getState();
    return document !== null && us <= lessonEndUs(document);
  };
  return (
    <div className={styles.times}>
      <TimeField
        label={isPoint ? 'At' : 'From'}
        us={startUs}
        className={styles.time}
        onKeep={(us) => {
          if (!inside(us)) return 'After the lesson’s end';
          if (!isPoint && us > endUs) return 'After its end';
          const change = isPoint ? { startUs: us, endUs: us } : { startUs: us };
          changeMoment(id, 'Change a moment’s time', change);
          return null;
        }}
      />
      <TimeField
        label="To"
        us={endUs}
        className={styles.time}
        onKeep={(us) => {
          if (!inside(us)) return 'After the lesson’s end';
          if (us < startUs) return 'Before its beginning';
          changeMoment(id, 'Change a moment’s time', { endUs: us });
          return null;
        }}
      />
    </div>
  );
}
