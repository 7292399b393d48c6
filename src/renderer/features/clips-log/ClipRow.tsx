import { ChevronRight, Film, FolderOpen, Play, RotateCcw } from 'lucide-react';
import { memo, useId, useState } from 'react';
import { type ExportEntry, type ExportLook, isFilm } from '../../../shared/domain/clip';
import { showExported } from '../../app/copies';
import { navigate } from '../../app/route';
import { Button } from '../../ui/Button';
import { formatBytes } from '../../ui/bytes';
import { IconButton } from '../../ui/IconButton';
import styles from './ClipsPage.module.css';
import {
  clipName,
  dayWords,
  HEVC_SHORT,
  type ExportedFile,
  isNamed,
  lengthWords,
  lessonName,
  ofWords,
  placeWords,
  rangeWords,
  timeAndAuthor,
} from './log-words';

/** The clip's picture, which plays it; a plain place where there is nothing to play. */
function Still({
  entry,
  look,
  onPlay,
}: {
  entry: ExportEntry;
  look: ExportLook | undefined;
  onPlay: () => void;
}) {
  const [failed, setFailed] = useState(false);
  const playable =
    isNamed(entry) && isFilm(entry.fileName) && (look === undefined || look.file === 'there');
  const picture = look?.picture && !failed && isNamed(entry) && (
    <img
      className={styles.picture}
      src={`footage://still/${entry.id}`}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => setFailed(true)}
    />
  );
  if (!playable) {
    return (
      <span className={styles.still} data-away>
        {picture || <Film aria-hidden size={20} strokeWidth={1.25} />}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={styles.still}
      aria-label={`Play: ${entry.fileName}`}
      onClick={onPlay}
    >
      {picture}
      <span className={styles.glyph}>
        <Play aria-hidden size={14} strokeWidth={2} fill="currentColor" />
      </span>
    </button>
  );
}

/** Words of a lesson that lead there, while it is in the library. */
function ToLesson({ entry, words, look }: { entry: ExportEntry; words: string; look?: string }) {
  const { lessonId, startUs } = entry;
  if (!lessonId) return <span className={look}>{words}</span>;
  return (
    <Button
      variant="link"
      className={styles.to}
      onPress={() => navigate({ page: 'lesson', lessonId, atUs: startUs })}
    >
      <span className={look}>{words}</span>
    </Button>
  );
}

/** The ranges of a reel, a press away. */
function ReelFrom({
  file: { entry, ranges },
  unfolded,
  onUnfold,
}: {
  file: ExportedFile;
  unfolded: boolean;
  onUnfold: (id: string) => void;
}) {
  const id = useId();
  return (
    <>
      <div className={styles.reel}>
        <button
          type="button"
          className={styles.unfold}
          aria-expanded={unfolded}
          aria-controls={id}
          onClick={() => onUnfold(entry.id)}
        >
          <ChevronRight aria-hidden size={13} strokeWidth={2} />
          {ranges.length} clips
        </button>{' '}
        from{' '}
        <ToLesson
          entry={entry}
          words={`${lessonName(entry)}, ${lengthWords(ranges)}`}
          look={styles.lesson}
        />
      </div>
      {unfolded && (
        <ol id={id} className={styles.ranges}>
          {ranges.map((range) => (
            <li key={range.id}>
              <ToLesson entry={range} words={rangeWords(range)} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** One file of the log. */
export const ClipRow = memo(function ClipRow({
  file,
  look,
  unfolded,
  onPlay,
  onAgain,
  onUnfold,
}: {
  file: ExportedFile;
  look: ExportLook | undefined;
  unfolded: boolean;
  onPlay: (file: ExportedFile) => void;
  onAgain: (file: ExportedFile) => void;
  onUnfold: (id: string) => void;
}) {
  const { entry, ranges, captions } = file;
  const { lessonId } = entry;
  const name = clipName(entry);
  const place = placeWords(entry, look?.file);
  const away = look?.file === 'gone' || look?.file === 'away';
  return (
    <>
      <div role="cell">
        <Still entry={entry} look={look} onPlay={() => onPlay(file)} />
      </div>
      <div role="rowheader" className={styles.clip} data-selectable>
        <span className={styles.name}>{name}</span>
        <span className={styles.about}>
          {formatBytes(entry.bytes)}
          {look?.hevc && <> · {HEVC_SHORT}</>}
        </span>
        {captions !== '' && <span className={styles.about}>Captions: {captions}</span>}
      </div>
      <div role="cell" className={styles.from}>
        {ranges.length > 1 && !entry.sessionId ? (
          <ReelFrom {...{ file, unfolded, onUnfold }} />
        ) : (
          <>
            <ToLesson entry={entry} words={lessonName(entry)} look={styles.lesson} />
            <span className={styles.range}>{ofWords(entry)}</span>
          </>
        )}
        {entry.camera !== '' && <span className={styles.about}>{entry.camera}</span>}
      </div>
      <div role="cell">
        {dayWords(entry.at)}
        <span className={styles.about}>{timeAndAuthor(entry)}</span>
      </div>
      <div role="cell" className={styles.where} data-selectable>
        {entry.folderName}
        {place !== '' && <span className={styles.about}>{place}</span>}
      </div>
      <div role="cell" className={styles.actions}>
        <IconButton
          label={isNamed(entry) ? `Show in folder: ${name}` : `Show the folder ${entry.folderName}`}
          icon={FolderOpen}
          isDisabled={away}
          onPress={() => showExported(entry.id, name)}
        />
        {lessonId && !entry.sessionId && (
          <IconButton
            label={`Export again: ${name}`}
            icon={RotateCcw}
            onPress={() => {
              const { narrationId } = entry;
              if (narrationId) navigate({ page: 'lesson', lessonId, narrationId });
              else onAgain(file);
            }}
          />
        )}
      </div>
    </>
  );
});
