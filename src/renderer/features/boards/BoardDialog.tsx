import { Plus } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { BoardContent } from '../../../shared/domain/board';
import { newId, type Id } from '../../../shared/domain/ids';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { takeBoard, takeBoards, useBoards } from '../../stores/boards';
import { changeSettings } from '../../stores/settings';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import styles from './BoardDialog.module.css';
import {
  type BoardDraft,
  contentOf,
  draftOf,
  freeKey,
  type KindDraft,
  MOST_KINDS,
  MOST_TAGS,
  newKind,
  problemsOf,
  type TagDraft,
} from './draft';
import { KindRow } from './KindRow';
import { Starters } from './Starters';
import { TagRow } from './TagRow';

/** Makes a board, from a starter or the blank one, or changes one. */
export function BoardDialog({ boardId, onClose }: { boardId: Id | null; onClose: () => void }) {
  const board = useBoards((state) => state.boards.find((known) => known.id === boardId));
  const [draft, setDraft] = useState<BoardDraft | null>(() => (board ? draftOf(board) : null));
  if (draft === null)
    return <Starters onChoose={(chosen) => setDraft(own(chosen))} onClose={onClose} />;
  return <Editor boardId={board?.id ?? null} draft={draft} onChange={setDraft} onClose={onClose} />;
}

/** A starter becomes one's own: its kinds get ids of their own. */
function own(content: BoardContent): BoardDraft {
  const draft = draftOf(content);
  return { ...draft, kinds: draft.kinds.map((kind) => ({ ...kind, id: newId() })) };
}

function replaced<T extends { id: string }>(rows: readonly T[], row: T): T[] {
  return rows.map((old) => (old.id === row.id ? row : old));
}

function Editor({
  boardId,
  draft,
  onChange,
  onClose,
}: {
  boardId: Id | null;
  draft: BoardDraft;
  onChange: (draft: BoardDraft) => void;
  onClose: () => void;
}) {
  const [tried, setTried] = useState(false);
  const problems = problemsOf(draft);
  const said = (id: string) => (tried ? (problems.get(id) ?? '') : '');
  const put = (change: Partial<BoardDraft>) => onChange({ ...draft, ...change });
  // A key that two rows have is said at once: it is chosen, not typed.
  const keySaid = (id: string) => {
    const problem = problems.get(id) ?? '';
    return problem.includes('already the key') ? problem : said(id);
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.size > 0) return;
    try {
      const saved = await call((api) =>
        api.boards.save({ id: boardId, content: contentOf(draft) }),
      );
      takeBoard(saved);
      await changeSettings({ boardId: saved.id });
      onClose();
    } catch (thrown) {
      tellError(thrown);
    }
  };
  const putAway = async () => {
    if (boardId === null) return;
    try {
      takeBoards(await call((api) => api.boards.remove({ boardId })));
      await changeSettings({ boardId: null });
      onClose();
    } catch (thrown) {
      tellError(thrown);
    }
  };
  const addTag = () => {
    const tag: TagDraft = { id: newId(), name: '', key: freeKey(draft), followUps: '' };
    put({ tags: [...draft.tags, tag] });
  };

  return (
    <Dialog
      title={boardId === null ? 'New board' : 'Change this board'}
      wide
      onClose={onClose}
      actions={
        <>
          {boardId !== null && (
            <Button className={styles.away} variant="quiet" onPress={() => void putAway()}>
              Put this board away
            </Button>
          )}
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="board">
            Save board
          </Button>
        </>
      }
    >
      <form id="board" className={styles.form} onSubmit={(event) => void save(event)}>
        <div className={styles.names}>
          <TextField
            label="Name"
            autoFocus
            maxLength={80}
            value={draft.name}
            onChange={(name) => put({ name })}
            error={said('')}
          />
          <TextField
            label="What it is for"
            maxLength={300}
            value={draft.about}
            onChange={(about) => put({ about })}
          />
        </div>
        <Rows
          heading="Kinds"
          words="What a key marks. Words for noticing serve a conversation better than words that rate."
        >
          {draft.kinds.map((kind) => (
            <KindRow
              key={kind.id}
              kind={kind}
              error={keySaid(kind.id)}
              onChange={(next: KindDraft) => put({ kinds: replaced(draft.kinds, next) })}
              onRemove={
                draft.kinds.length > 1
                  ? () => put({ kinds: draft.kinds.filter(({ id }) => id !== kind.id) })
                  : null
              }
            />
          ))}
          <Button
            size="s"
            isDisabled={draft.kinds.length >= MOST_KINDS}
            onPress={() => put({ kinds: [...draft.kinds, newKind(draft)] })}
          >
            <Plus aria-hidden size={15} />
            Add a kind
          </Button>
        </Rows>
        <Rows heading="Tags" words="Words that the marked moment can carry as well.">
          {draft.tags.map((tag) => (
            <TagRow
              key={tag.id}
              tag={tag}
              error={keySaid(tag.id)}
              onChange={(next: TagDraft) => put({ tags: replaced(draft.tags, next) })}
              onRemove={() => put({ tags: draft.tags.filter(({ id }) => id !== tag.id) })}
            />
          ))}
          <Button size="s" isDisabled={draft.tags.length >= MOST_TAGS} onPress={addTag}>
            <Plus aria-hidden size={15} />
            Add a tag
          </Button>
        </Rows>
        {tried && problems.size > 0 && <Problem first={[...problems.values()][0] ?? ''} />}
      </form>
    </Dialog>
  );
}

function Problem({ first }: { first: string }) {
  const [text, setText] = useState('');
  // Said after it is on the page, so that screen readers hear it.
  useEffect(() => setText(first), [first]);
  return (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  );
}

function Rows({
  heading,
  words,
  children,
}: {
  heading: string;
  words: string;
  children: React.ReactNode;
}) {
  return (
    <section aria-label={heading} className={styles.rows}>
      <h2 className={styles.heading}>{heading}</h2>
      <p className={styles.words}>{words}</p>
      {children}
    </section>
  );
}
