import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import type { CardColours } from '../../../shared/domain/clip';
import { contrastOf, READABLE } from '../../../shared/domain/contrast';
import { US_PER_SECOND } from '../../../shared/domain/time';
import { Checkbox } from '../../ui/Checkbox';
import { ColourField } from '../../ui/ColourField';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import type { ClipChoice } from './clip-choices';
import styles from './ClipsDialog.module.css';
import { SPEEDS } from './speeds';
import { type HowToExport, moreWords, type NotesChoice } from './use-how';

const NOTES: readonly { id: NotesChoice; name: string }[] = [
  { id: 'off', name: 'Not shown' },
  { id: 'picture', name: 'On the picture' },
  { id: 'file', name: 'As a captions file beside it' },
];

const GAPS = [
  { id: '0', name: 'None' },
  { id: '1', name: '1 second' },
  { id: '2', name: '2 seconds' },
  { id: '3', name: '3 seconds' },
] as const;

const COLOURS = [
  { id: 'app', name: 'Plenary’s own' },
  { id: 'school', name: 'The school’s' },
] as const;

/** What a school's colours begin with: dark blue and white. */
const FIRST_COLOURS: CardColours = { background: '#12305c', text: '#ffffff' };

function Colours({ how, kept }: { how: HowToExport; kept: CardColours | null }) {
  const { colours, setColours } = how;
  return (
    <>
      <Select
        label="Colours of title cards"
        options={COLOURS}
        value={colours ? 'school' : 'app'}
        onChange={(whose) => setColours(whose === 'school' ? (kept ?? FIRST_COLOURS) : null)}
      />
      {colours && (
        <>
          <div className={styles.pair}>
            <ColourField
              label="Background"
              value={colours.background}
              onChange={(background) => setColours({ ...colours, background })}
            />
            <ColourField
              label="Letters"
              value={colours.text}
              onChange={(text) => setColours({ ...colours, text })}
            />
          </div>
          <p className={styles.hint} role="status">
            {contrastOf(colours.background, colours.text) < READABLE
              ? 'From the back of a room these two will be hard to tell apart. One a good deal lighter than the other reads well.'
              : 'Kept for the next time.'}
          </p>
        </>
      )}
    </>
  );
}

/** What is seldom changed, a press away. */
export function MoreFields({
  how,
  clips,
  keptColours,
}: {
  how: HowToExport;
  /** Those that are chosen. */
  clips: readonly ClipChoice[];
  keptColours: CardColours | null;
}) {
  const id = useId();
  const { marks, setMarks } = how;
  const ids = clips.map((clip) => clip.id);
  const pictures = how.form !== 'sound';
  const reel = how.joined && clips.length > 1;
  const [speed = 'usual', ...others] = [
    ...new Set(ids.map((one) => how.speeds.get(one) ?? 'usual')),
  ];
  const words = moreWords(how, ids);
  // Of sound alone there is nothing more but what a reel has.
  if (!pictures && !reel) return null;
  return (
    <section className={styles.more}>
      <button
        type="button"
        className={styles.disclose}
        aria-expanded={how.more}
        aria-controls={id}
        onClick={() => how.setMore(!how.more)}
      >
        <ChevronRight aria-hidden size={15} strokeWidth={2} />
        More
        {!how.more && words !== '' && <span className={styles.size}>{words}</span>}
      </button>
      {how.more && (
        <div id={id} className={styles.fields}>
          {pictures && (
            <>
              {clips.length > 0 && (
                <Select
                  label={clips.length === 1 ? 'Speed' : 'Speed of all clips'}
                  options={
                    others.length > 0 ? [...SPEEDS, { id: 'mixed', name: 'Clip by clip' }] : SPEEDS
                  }
                  value={others.length > 0 ? 'mixed' : speed}
                  onChange={(chosen) => chosen !== 'mixed' && how.setSpeed(ids, chosen)}
                />
              )}
              {clips.some((clip) => !clip.private && clip.note.trim() !== '') && (
                <div>
                  <Select label="Notes" options={NOTES} value={how.notes} onChange={how.setNotes} />
                  <p className={styles.hint}>Notes of private moments stay here.</p>
                </div>
              )}
              <Checkbox
                checked={marks.drawings ?? false}
                onChange={(drawings) => setMarks({ ...marks, drawings })}
                hint="Those that are shared."
              >
                Drawings
              </Checkbox>
              <Checkbox
                checked={marks.timer ?? false}
                onChange={(timer) => setMarks({ ...marks, timer })}
                hint="How long the clip has run, in a corner."
              >
                Timer
              </Checkbox>
              <Checkbox
                checked={marks.discussion}
                onChange={(discussion) => setMarks({ ...marks, discussion })}
              >
                Write “For professional discussion” on the picture
              </Checkbox>
              <TextField
                label="A name on the picture"
                placeholder="Whose copy it is"
                value={marks.name}
                maxLength={80}
                onChange={(name) => setMarks({ ...marks, name })}
              />
            </>
          )}
          {reel && (
            <>
              {pictures && (
                <Checkbox checked={how.titles} onChange={how.setTitles}>
                  A title before each clip
                </Checkbox>
              )}
              <Select
                label={pictures ? 'Black between clips' : 'Silence between clips'}
                options={GAPS}
                value={String(how.gapUs / US_PER_SECOND)}
                onChange={(seconds) => how.setGapUs(Number(seconds) * US_PER_SECOND)}
              />
              {pictures && how.titles && <Colours how={how} kept={keptColours} />}
            </>
          )}
        </div>
      )}
    </section>
  );
}
