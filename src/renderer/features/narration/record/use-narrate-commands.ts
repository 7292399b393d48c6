/** Narrating by keyboard, while the strip is there. */
import { type Command, useCommands } from '../../../app/commands';
import { clearDrawn, isNarrating, useRecording } from '../../../stores/recording';
import { isHolding } from '../../../ui/use-hold';
import { closeRecorder, pauseRecording, record } from './recorder';
import { toggleZoom } from './zoom';

const phase = () => useRecording.getState().phase;

const COMMANDS: readonly Command[] = [
  {
    id: 'narrate.toggle',
    name: 'Record, or pause recording',
    group: 'Narrating',
    keys: ['Shift+KeyJ'],
    enabled: () => phase() === 'ready' || phase() === 'paused' || phase() === 'recording',
    run: () => void (phase() === 'recording' ? pauseRecording() : record()),
  },
  {
    id: 'narrate.zoom',
    name: 'Zoom to a part of the picture, or back',
    group: 'Narrating',
    keys: ['Alt+KeyZ'],
    enabled: isNarrating,
    run: toggleZoom,
  },
  {
    id: 'narrate.clear',
    name: 'Clear what you drew',
    group: 'Narrating',
    keys: ['Shift+Backspace', 'Shift+Delete'],
    enabled: () => (useRecording.getState().drawn?.length ?? 0) > 0,
    run: clearDrawn,
  },
  {
    id: 'narrate.close',
    name: 'Close narrating',
    group: 'Narrating',
    keys: ['Escape'],
    enabled: () => phase() === 'ready' && !isHolding(),
    run: closeRecorder,
    keyOnly: true,
  },
];

export function useNarrateCommands(): void {
  useCommands(COMMANDS);
}
