import type { ClipForm } from '../../../shared/domain/clip';
import { formatBytes } from '../../ui/bytes';
import { Checkbox } from '../../ui/Checkbox';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import styles from './ClipsDialog.module.css';
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
  count,
  bytes,
  trouble,
  hevc,
}: {
  how: HowToExport;
  /** How many clips are chosen. */
  count: number;
  /** How large it is likely to be. */
  bytes: number;
  /** What is wrong with the reel's name; empty when nothing is. */
  trouble: string;
  /** Some of it was filmed in HEVC. */
  hevc: boolean;
}) {
  return (
    <>
      <Select label="Quality" options={FORMS} value={how.form} onChange={how.setForm} />
      {bytes > 0 && <p className={styles.size}>About {formatBytes(bytes)}</p>}
      {hevc && how.form === 'exact' && (
        <p className={styles.size}>
          This was filmed in HEVC, and an exact copy stays HEVC where it can. It plays on phones and
          Macs and in VLC; it may not play in PowerPoint, in older browsers or on Plenary’s own
          Clips page. “For slides” plays everywhere.
        </p>
      )}
      {count > 1 && (
        <Checkbox checked={how.joined} onChange={how.setJoined}>
          Join them as one reel
        </Checkbox>
      )}
      {how.joined && count > 1 && (
        <TextField
          label="Name of the reel"
          value={how.name}
          error={trouble}
          onChange={how.setName}
        />
      )}
    </>
  );
}
