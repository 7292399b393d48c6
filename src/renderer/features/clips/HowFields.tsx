import type { ClipForm } from '../../../shared/domain/clip';
import { formatBytes } from '../../ui/bytes';
import { Checkbox } from '../../ui/Checkbox';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import type { ClipChoice } from './clip-choices';
import styles from './ClipsDialog.module.css';
import { ReelList } from './ReelList';
import type { HowToExport } from './use-how';

const FORMS: readonly { id: ClipForm; name: string }[] = [
  { id: 'exact', name: 'Exact copy (same quality)' },
  { id: 'sharing', name: 'For sharing (smaller)' },
  { id: 'slides', name: 'For slides (720p)' },
  { id: 'sound', name: 'Sound only' },
];

/** In which form, and whether as files of their own or as one reel. */
export function HowFields({
  how,
  clips,
  bytes,
  trouble,
}: {
  how: HowToExport;
  /** Those that are chosen, in the reel's order. */
  clips: readonly ClipChoice[];
  /** How large it is likely to be. */
  bytes: number;
  /** What is wrong with the reel's name; empty when nothing is. */
  trouble: string;
}) {
  const titled = how.titles && how.form !== 'sound';
  return (
    <>
      <div className={styles.how}>
        <Select label="Quality" options={FORMS} value={how.form} onChange={how.setForm} />
        {bytes > 0 && <span className={styles.size}>About {formatBytes(bytes)}</span>}
      </div>
      {how.form !== 'sound' && (
        <div className={styles.written}>
          {clips.some((clip) => !clip.private && clip.note.trim() !== '') && (
            <Checkbox
              checked={how.notes}
              onChange={how.setNotes}
              hint="Notes of private moments stay here."
            >
              Show notes on the picture
            </Checkbox>
          )}
          <Checkbox
            checked={how.marks.discussion}
            onChange={(discussion) => how.setMarks({ ...how.marks, discussion })}
          >
            Write “For professional discussion” on the picture
          </Checkbox>
          <TextField
            label="A name on the picture"
            placeholder="Whose copy it is"
            value={how.marks.name}
            maxLength={80}
            onChange={(name) => how.setMarks({ ...how.marks, name })}
          />
        </div>
      )}
      {clips.length > 1 && (
        <Checkbox checked={how.joined} onChange={how.setJoined}>
          Join them as one reel
        </Checkbox>
      )}
      {how.joined && clips.length > 1 && (
        <div className={styles.reel}>
          <TextField
            label="Name of the reel"
            value={how.name}
            error={trouble}
            onChange={how.setName}
          />
          {how.form !== 'sound' && (
            <Checkbox checked={how.titles} onChange={how.setTitles}>
              A title before each clip
            </Checkbox>
          )}
          <ReelList
            clips={clips}
            titled={titled}
            titleOf={({ id, title }) => how.wordings.get(id) ?? title}
            onTitle={how.setWording}
            onOrder={how.setOrder}
          />
        </div>
      )}
    </>
  );
}
