import { Film, FolderOpen, Play, RotateCcw } from 'lucide-react';
import { memo, useState } from 'react';
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
  isNamed,
  lessonName,
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

/** One line of the log. */
export const ClipRow = memo(function ClipRow({
  entry,
  look,
  onPlay,
  onAgain,
}: {
  entry: ExportEntry;
  look: ExportLook | undefined;
  onPlay: (entry: ExportEntry) => void;
  onAgain: (entry: ExportEntry) => void;
}) {
  const { lessonId } = entry;
  const name = clipName(entry);
  const place = placeWords(entry, look?.file);
  const away = look?.file === 'gone' || look?.file === 'away';
  return (
    <>
      <div role="cell">
        <Still entry={entry} look={look} onPlay={() => onPlay(entry)} />
      </div>
      <div role="rowheader" className={styles.clip} data-selectable>
        <span className={styles.name}>{name}</span>
        <span className={styles.about}>{formatBytes(entry.bytes)}</span>
      </div>
      <div role="cell" className={styles.from}>
        {lessonId ? (
          <Button
            variant="link"
            onPress={() => navigate({ page: 'lesson', lessonId, atUs: entry.startUs })}
          >
            <span className={styles.lesson}>{lessonName(entry)}</span>
          </Button>
        ) : (
          <span className={styles.lesson}>{lessonName(entry)}</span>
        )}
        <span className={styles.range}>{rangeWords(entry)}</span>
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
        {lessonId && (
          <IconButton
            label={`Export again: ${name}`}
            icon={RotateCcw}
            onPress={() => onAgain(entry)}
          />
        )}
      </div>
    </>
  );
});
