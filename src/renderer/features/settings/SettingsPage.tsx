import { type ReactNode, useState } from 'react';
import type { KeepDefault } from '../../../shared/domain/keep-until';
import type { Settings } from '../../../shared/domain/settings';
import { secondsToUs, usToSeconds } from '../../../shared/domain/time';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { useApp } from '../../stores/app';
import { takeMe } from '../../stores/people';
import { changeSettings, useSettings } from '../../stores/settings';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Choice } from '../../ui/Choice';
import { PageHead } from '../../ui/PageHead';
import { Select } from '../../ui/Select';
import { Stepper } from '../../ui/Stepper';
import { TextField } from '../../ui/TextField';
import styles from './SettingsPage.module.css';

const KEEP: readonly { id: KeepDefault; name: string }[] = [
  { id: 'this-term', name: 'The end of this term' },
  { id: 'next-term', name: 'The end of next term' },
  { id: 'school-year', name: 'The end of the school year' },
];

/** The values are words so that a list can hold them. */
const ROOM: readonly { id: string; name: string }[] = [
  { id: '0', name: 'None: do not make any' },
  ...[5, 10, 20, 50, 100].map((gigabytes) => ({
    id: String(gigabytes * 1e9),
    name: `Up to ${gigabytes} GB`,
  })),
];

/** The offered amount nearest to what is set. */
function roomOf(bytes: number): string {
  const far = ({ id }: { id: string }) => Math.abs(Number(id) - bytes);
  return ROOM.reduce((best, one) => (far(one) < far(best) ? one : best)).id;
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={styles.block}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}

function MyName() {
  const me = useApp((state) => state.me);
  const [name, setName] = useState(me?.name ?? '');
  const trimmed = name.trim();
  const save = async () => {
    if (trimmed === '' || trimmed === me?.name) return;
    try {
      takeMe(await call((api) => api.people.introduce({ name: trimmed })));
    } catch (thrown) {
      tellError(thrown);
    }
  };
  return (
    <form
      className={styles.name}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label="What we call you"
        maxLength={80}
        value={name}
        onChange={setName}
        hint="Written beside your moments. Initials will do."
        error={trimmed === '' ? 'Type a name or your initials.' : ''}
      />
      <Button type="submit" isDisabled={trimmed === '' || trimmed === me?.name}>
        Change
      </Button>
    </form>
  );
}

export function SettingsPage() {
  const settings = useSettings();
  const { libraryFolder, version, me } = useApp();
  const set = (change: Partial<Settings>) => void changeSettings(change).catch(tellError);
  return (
    <>
      <PageHead title="Settings" />
      <div className={styles.scroller}>
        <Block title="You">
          {/* Anew once it is known who they are: this page can be asked for before that. */}
          <MyName key={me?.id} />
        </Block>
        <Block title="Marking">
          <Stepper
            label="A moment starts earlier by"
            hint="When its key is pressed while the lesson plays: people press after they have seen it."
            value={usToSeconds(settings.leadUs)}
            min={0}
            max={60}
            step={0.5}
            unit="second"
            onChange={(seconds) => set({ leadUs: secondsToUs(seconds) })}
          />
          <Checkbox
            checked={settings.pauseWhileTyping}
            onChange={(pauseWhileTyping) => set({ pauseWhileTyping })}
            hint="The lesson goes on when you press Enter."
          >
            Pause while I write a note
          </Checkbox>
          <Checkbox
            checked={settings.pauseWhileDrawing}
            onChange={(pauseWhileDrawing) => set({ pauseWhileDrawing })}
          >
            Pause while I draw on the picture
          </Checkbox>
          <Checkbox
            checked={settings.soundWhileScrubbing}
            onChange={(soundWhileScrubbing) => set({ soundWhileScrubbing })}
          >
            Let me hear short bits of sound while I step or drag
          </Checkbox>
        </Block>
        <Block title="Footage">
          <Choice
            label="When footage is added"
            value={settings.footageStays ? 'stays' : 'copied'}
            onChange={(where) => set({ footageStays: where === 'stays' })}
            options={[
              {
                id: 'stays',
                name: 'It stays where it is',
                hint: 'No extra room is taken. If the file is moved, Plenary helps to find it.',
              },
              {
                id: 'copied',
                name: 'It is copied into the library',
                hint: 'Takes the same room again. The copy is checked to be the same to the last byte.',
              },
            ]}
          />
          <Select
            label="A new lesson is kept until"
            value={settings.keepDefault}
            options={KEEP}
            onChange={(keepDefault) => set({ keepDefault })}
          />
          <Select
            label="Room for review copies"
            value={roomOf(settings.reviewBudgetBytes)}
            options={ROOM}
            onChange={(bytes) => set({ reviewBudgetBytes: Number(bytes) })}
          />
          <p className={styles.quiet}>
            While a lesson is open Plenary makes a small copy of long footage in the background, so
            that stepping and dragging through it are quick. When the room is used up, the copies
            not used for longest go first. Clips are always cut from the footage itself.
          </p>
        </Block>
        <Block title="This library">
          <p className={styles.folder} data-selectable>
            {libraryFolder}
          </p>
          <p className={styles.quiet}>
            Plenary uses no network at all. Footage, moments and notes stay on this machine; anyone
            who uses this computer account can open them. Plenary {version}.
          </p>
        </Block>
      </div>
    </>
  );
}
