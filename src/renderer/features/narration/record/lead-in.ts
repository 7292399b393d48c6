/** A second of what comes before, heard and seen, so that a stretch is taken up where it was left off. */
import type { Drawing } from '../../../../shared/domain/drawing';
import { type Narration, toldBy, VOICE_RATE } from '../../../../shared/domain/narration';
import { type NarrationState, narrationAt } from '../../../../shared/domain/narration-state';
import { call } from '../../../bridge/api';
import { useAngles, watchedAngleId } from '../../../stores/angles';
import { lessonStore } from '../../../stores/document';
import { transport, usePlayback } from '../../../stores/playback';
import { beginDrawn, type RecordedPlace, useRecording } from '../../../stores/recording';

const LEAD = VOICE_RATE;
/** A picture that is so long in coming is not waited for. */
const PICTURE_MS = 4_000;
const LOOK_MS = 20;

const after = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What a narration shows at a time, as drawings that hands can work on. */
function asDrawings({ drawn }: NarrationState, narration: Narration): Drawing[] {
  const { document } = lessonStore.getState();
  const angleId = document && watchedAngleId(document, useAngles.getState());
  if (!angleId) return [];
  const { lessonId, authorId, createdAt, changedAt } = narration;
  const row = { lessonId, authorId, createdAt, changedAt, angleId, momentId: null, adrift: null };
  return drawn.map((one) => ({ ...row, ...one, startUs: 0, endUs: 0, private: narration.private }));
}

function putUp(state: NarrationState, narration: Narration): void {
  useAngles.setState({ largeId: state.largeId, alone: state.alone });
  beginDrawn(asDrawings(state, narration));
  useRecording.setState({ zoom: state.zoom });
  transport().setRate(Math.min(4, Math.max(0.25, Math.abs(state.rate))));
}

/** The picture goes to a time, and is waited for. */
async function showing(us: number, signal: AbortSignal): Promise<void> {
  transport().pause();
  transport().seek(us);
  const untilMs = performance.now() + PICTURE_MS;
  while (!signal.aborted && performance.now() < untilMs) {
    const screen = transport().onScreen();
    if (screen && us >= screen.startUs - LOOK_MS * 1_000 && us <= screen.endUs) return;
    await after(LOOK_MS);
  }
}

/** Plays up to where the stretch begins; settles there, with picture and drawings as they were. */
export async function leadIn(place: RecordedPlace, signal: AbortSignal): Promise<void> {
  const { narrationId, from } = place;
  const { takes } = await call((api) => api.narrations.open({ narrationId }));
  const narration = lessonStore
    .getState()
    .document?.narrations.find(({ id }) => id === narrationId);
  if (!narration) return;
  const told = toldBy(narration, takes);
  const begins = Math.max(0, from - LEAD);
  const [first, last] = [narrationAt(told, begins), narrationAt(told, from)];
  putUp(first, narration);
  await showing(first.lessonUs, signal);
  if (signal.aborted) return;
  const voice = new Audio(`voice://narration/${narrationId}?v=${narration.changedAt}`);
  voice.currentTime = begins / VOICE_RATE;
  await voice.play().catch(() => undefined);
  if (!first.held) transport().play();
  await after(((from - begins) / VOICE_RATE) * 1_000);
  voice.pause();
  voice.removeAttribute('src');
  if (signal.aborted) return;
  putUp(last, narration);
  if (last.held && usePlayback.getState().playing) transport().pause();
  else if (!last.held && !usePlayback.getState().playing) transport().play();
  const offUs = Math.abs(transport().nowUs() - last.lessonUs);
  if (offUs > 200_000) transport().seek(last.lessonUs);
}
