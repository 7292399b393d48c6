import type { Mask, MaskWhat } from '../../../shared/domain/mask';
import { useMasking } from '../../stores/masking';
import { Button } from '../../ui/Button';
import { TimeField } from '../../ui/TimeField';
import { changeMask, setEdge, setEdgeHere } from './actions';
import { FORMS, LOOKS, maskWords, SOUNDS } from '../../stores/mask-words';
import styles from './MasksPanel.module.css';
import { OneOf } from './OneOf';
import { Positions } from './Positions';

const change = (mask: Mask, what: MaskWhat) =>
  changeMask(mask, 'Change how it is hidden', { what });

/** The one in hand: its shape, how it is hidden, from when to when, and where it goes. */
export function ChosenMask({ mask }: { mask: Mask }) {
  const { what } = mask;
  return (
    <div role="group" aria-label={`This one: ${maskWords(what)}`} className={styles.chosen}>
      {what.type === 'area' && (
        <OneOf
          label="Shape"
          options={FORMS}
          value={what.form}
          onChange={(form) => {
            useMasking.setState({ form });
            change(mask, { ...what, form });
          }}
        />
      )}
      {what.type === 'sound' ? (
        <OneOf
          label="How"
          options={SOUNDS}
          value={what.sounds}
          onChange={(sounds) => {
            useMasking.setState({ sounds });
            change(mask, { ...what, sounds });
          }}
        />
      ) : (
        <OneOf
          label="How"
          options={LOOKS}
          value={what.look}
          onChange={(look) => {
            useMasking.setState({ look });
            change(mask, { ...what, look });
          }}
        />
      )}
      {mask.adrift ? (
        <p className={styles.hint}>
          Its footage is not in this lesson. What is hidden comes back with the file.
        </p>
      ) : (
        <Times mask={mask} />
      )}
      {what.type === 'area' && !mask.adrift && <Positions mask={mask} keys={what.keys} />}
    </div>
  );
}

function Times({ mask }: { mask: Mask }) {
  return (
    <>
      <div className={styles.pair}>
        <TimeField
          label="From"
          us={mask.startUs}
          className={styles.time}
          onKeep={(us) => setEdge(mask, 'start', us)}
        />
        <TimeField
          label="To"
          us={mask.endUs}
          className={styles.time}
          onKeep={(us) => setEdge(mask, 'end', us)}
        />
      </div>
      <div className={styles.pair}>
        <Button size="s" aria-keyshortcuts="[" onPress={() => setEdgeHere(mask, 'start')}>
          From here
        </Button>
        <Button size="s" aria-keyshortcuts="]" onPress={() => setEdgeHere(mask, 'end')}>
          Until here
        </Button>
      </div>
    </>
  );
}
