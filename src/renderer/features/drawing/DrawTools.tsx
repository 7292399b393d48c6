import {
  ArrowUpRight,
  Circle,
  Eraser,
  Hash,
  type LucideIcon,
  MousePointer2,
  Pencil,
  Square,
  SunDim,
  Timer,
  Trash2,
  Type,
} from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { Toolbar } from 'react-aria-components/Toolbar';
import { BOARD_COLOURS } from '../../../shared/domain/board';
import type { Drawing } from '../../../shared/domain/drawing';
import { formatClock, US_PER_SECOND, usToSeconds } from '../../../shared/domain/time';
import { stopDrawing, type Tool, useDrawing } from '../../stores/drawing';
import { useDrawings } from '../../stores/drawn';
import { transport } from '../../stores/playback';
import { useNarrating } from '../../stores/recording';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dot } from '../../ui/Chip';
import { IconButton } from '../../ui/IconButton';
import { Kbd } from '../../ui/Kbd';
import { Stepper } from '../../ui/Stepper';
import { TextField } from '../../ui/TextField';
import { changeDrawing, clearHere, drawingWords, removeDrawing } from './actions';
import styles from './DrawTools.module.css';
import { COLOUR_NAMES, toolsFor } from './tools';
import { useDrawCommands } from './use-draw-commands';

const ICONS: Record<Tool, LucideIcon> = {
  select: MousePointer2,
  pen: Pencil,
  arrow: ArrowUpRight,
  ellipse: Circle,
  box: Square,
  spotlight: SunDim,
  text: Type,
  number: Hash,
  measure: Timer,
};

/** In the board's place while the picture is drawn on. */
export function DrawTools() {
  useDrawCommands();
  const tool = useDrawing((state) => state.tool);
  const tools = toolsFor(useNarrating());
  return (
    <div className={styles.frame}>
      <div className={styles.tools}>
        <div className={styles.head}>
          <h2 className={styles.title}>Drawing</h2>
          <Button size="s" onPress={() => stopDrawing(true)}>
            Done <Kbd keys={['Esc']} />
          </Button>
        </div>
        <Toolbar aria-label="Drawing" className={styles.grid}>
          {tools.map(({ id, name, key }) => {
            const Icon = ICONS[id];
            return (
              <ToggleButton
                key={id}
                aria-label={name}
                aria-keyshortcuts={key}
                isSelected={tool === id}
                onChange={() => useDrawing.setState({ tool: id })}
                className={styles.tool}
                render={(props) => <button {...props} title={`${name} (${key})`} />}
              >
                <Icon aria-hidden size={17} strokeWidth={1.75} />
              </ToggleButton>
            );
          })}
        </Toolbar>
        <Colours />
        <Chosen />
        <OnLesson />
        <p className={styles.hint}>
          {tool === 'select'
            ? 'Drag a drawing to move it, its corners to change it.'
            : 'Draw on the picture, or press Enter to put one in the middle; arrow keys move it.'}
        </p>
      </div>
    </div>
  );
}

function useChosen(): Drawing | undefined {
  const selectedId = useDrawing((state) => state.selectedId);
  return useDrawings().find(({ id }) => id === selectedId);
}

function Colours() {
  const chosen = useChosen();
  const inHand = useDrawing((state) => state.colour);
  const colour = chosen?.colour ?? inHand;
  return (
    <div role="group" aria-label="Colour" className={styles.colours}>
      {BOARD_COLOURS.map((option) => (
        <ToggleButton
          key={option}
          aria-label={COLOUR_NAMES[option]}
          isSelected={colour === option}
          onChange={() => {
            useDrawing.setState({ colour: option });
            if (chosen) changeDrawing(chosen.id, 'Change a drawing’s colour', { colour: option });
          }}
          className={styles.colour}
          render={(props) => <button {...props} title={COLOUR_NAMES[option]} />}
        >
          <Dot colour={option} />
        </ToggleButton>
      ))}
    </div>
  );
}

/** The drawing in hand: its words, when it shows, and whether it is private. */
function Chosen() {
  const drawing = useChosen();
  const shownUs = useDrawing((state) => state.shownUs);
  const narrating = useNarrating();
  if (!drawing && narrating) return null;
  if (!drawing) {
    return (
      <Stepper
        label="A new drawing stays for"
        unit="second"
        min={1}
        max={600}
        step={1}
        value={usToSeconds(shownUs)}
        onChange={(seconds) => useDrawing.setState({ shownUs: seconds * US_PER_SECOND })}
      />
    );
  }
  const { id, shape, startUs, endUs } = drawing;
  return (
    <div role="group" aria-label="This drawing" className={styles.chosen}>
      {shape.type === 'text' && (
        <TextField
          label="Text"
          lines={2}
          maxLength={500}
          value={shape.text}
          onChange={(text) =>
            text.trim() !== '' &&
            changeDrawing(id, 'Write on the picture', { shape: { ...shape, text } }, `text:${id}`)
          }
        />
      )}
      <div className={styles.head}>
        <p className={styles.times}>
          {narrating ? 'Until you clear it' : `${formatClock(startUs)} to ${formatClock(endUs)}`}
        </p>
        <IconButton
          label="Take this drawing away"
          icon={Trash2}
          size="s"
          onPress={() => removeDrawing(id)}
        />
      </div>
      {!narrating && <InTheLesson drawing={drawing} />}
    </div>
  );
}

/** What only a drawing of the lesson has: its time, and whether others see it. */
function InTheLesson({ drawing }: { drawing: Drawing }) {
  const { id } = drawing;
  return (
    <>
      <div className={styles.row}>
        <Button size="s" onPress={() => setEdge(drawing, 'start')}>
          From here
        </Button>
        <Button size="s" onPress={() => setEdge(drawing, 'end')}>
          Until here
        </Button>
      </div>
      <Checkbox
        checked={drawing.private}
        onChange={(only) =>
          changeDrawing(id, only ? 'Keep a drawing private' : 'Share a drawing', { private: only })
        }
      >
        Private
      </Checkbox>
    </>
  );
}

/** The drawing begins, or ends, at the frame on screen. */
function setEdge({ id, startUs, endUs }: Drawing, edge: 'start' | 'end'): void {
  const frame = transport().frameOnScreen();
  if (edge === 'start') {
    changeDrawing(id, 'Show a drawing from here', {
      startUs: frame.startUs,
      endUs: Math.max(endUs, frame.endUs),
    });
  } else if (frame.endUs > startUs) {
    changeDrawing(id, 'Show a drawing until here', { endUs: frame.endUs });
  }
}

/** Every drawing of the lesson: the way there by keyboard. */
function OnLesson() {
  const drawings = useDrawings();
  const narrating = useNarrating();
  const selectedId = useDrawing((state) => state.selectedId);
  if (drawings.length === 0) return null;
  const inOrder = [...drawings].sort((a, b) => a.startUs - b.startUs);
  return (
    <>
      <ul aria-label="Drawings" className={styles.list}>
        {inOrder.map((drawing) => (
          <li key={drawing.id}>
            <ToggleButton
              isSelected={drawing.id === selectedId}
              onChange={() => {
                useDrawing.setState({ selectedId: drawing.id, tool: 'select' });
                if (!drawing.adrift && !narrating) transport().seek(drawing.startUs);
              }}
              className={styles.item}
            >
              <Dot colour={drawing.colour} />
              <span className={styles.words}>{drawingWords(drawing)}</span>
              <span className={styles.at}>
                {narrating ? '' : drawing.adrift ? 'no picture' : formatClock(drawing.startUs)}
              </span>
            </ToggleButton>
          </li>
        ))}
      </ul>
      <Button size="s" variant="quiet" onPress={clearHere}>
        <Eraser aria-hidden size={15} />
        Clear the picture
      </Button>
    </>
  );
}
