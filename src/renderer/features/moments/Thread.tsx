import { Lock, Pencil, Trash2, Users } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Moment } from '../../../shared/domain/moment';
import type { Reply } from '../../../shared/domain/reply';
import { useNameOf } from '../../stores/people';
import { useView } from '../../stores/view';
import { useThread } from '../../stores/visible-moments';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { WritingArea } from '../../ui/WritingArea';
import { doneAdding } from './actions';
import { addReply, changeReply, deleteReply } from './replies';
import styles from './Thread.module.css';

const when = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
});

/** A few lines to write in. Enter keeps them, Shift and Enter makes a new line. */
function ReplyField({
  label,
  text: first,
  onKeep,
  onLeave,
}: {
  label: string;
  text: string;
  onKeep: (text: string) => void;
  onLeave: () => void;
}) {
  const [text, setText] = useState(first);
  const field = useRef<HTMLTextAreaElement>(null);
  const left = useRef(false);
  useEffect(() => field.current?.focus(), []);
  const leave = (keep: boolean) => {
    if (left.current) return;
    left.current = true;
    if (keep && text.trim() !== '') onKeep(text);
    onLeave();
  };
  return (
    <WritingArea
      ref={field}
      label={label}
      placeholder="What would you say?"
      value={text}
      onChange={(event) => setText(event.target.value)}
      // What was typed is never lost for a click somewhere else.
      onLeave={() => leave(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        const isDone = event.key === 'Enter' && !event.shiftKey;
        if (!isDone && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        leave(isDone);
      }}
    />
  );
}

function ReplyRow({ reply }: { reply: Reply }) {
  const [writing, setWriting] = useState(false);
  const name = useNameOf(reply.authorId);
  const Sign = reply.private ? Lock : Users;
  return (
    <li className={classes(styles.reply, reply.private && styles.private)}>
      <div className={styles.head}>
        <b>{name}</b>
        <time dateTime={reply.createdAt}>{when.format(new Date(reply.createdAt))}</time>
        <span className={styles.room} />
        <IconButton
          label={reply.private ? 'Private reply: share it' : 'Shared reply: make it private'}
          icon={Sign}
          size="s"
          onPress={() =>
            changeReply(
              reply,
              { private: !reply.private },
              reply.private ? 'Share a reply' : 'Make a reply private',
            )
          }
        />
        <IconButton
          label="Change this reply"
          icon={Pencil}
          size="s"
          onPress={() => setWriting(true)}
        />
        <IconButton
          label="Delete this reply"
          icon={Trash2}
          size="s"
          onPress={() => deleteReply(reply)}
        />
      </div>
      {writing ? (
        <ReplyField
          label="Reply"
          text={reply.text}
          onKeep={(text) => changeReply(reply, { text })}
          onLeave={() => setWriting(false)}
        />
      ) : (
        <p data-selectable className={styles.text}>
          {reply.text}
        </p>
      )}
    </li>
  );
}

/** What was said about a moment, the oldest first, and a place to answer. */
export function Thread({ moment }: { moment: Moment }) {
  const replies = useThread(moment.id);
  const adding = useView((state) => state.adding === 'reply');
  return (
    <>
      {replies.length > 0 && (
        <ol aria-label="Replies" className={styles.thread}>
          {replies.map((reply) => (
            <ReplyRow key={reply.id} reply={reply} />
          ))}
        </ol>
      )}
      {adding ? (
        <ReplyField
          label="Reply"
          text=""
          onKeep={(text) => addReply(moment, text)}
          onLeave={() => doneAdding('reply')}
        />
      ) : (
        replies.length > 0 && (
          <Button
            size="s"
            variant="quiet"
            className={styles.answer}
            onPress={() => useView.setState({ adding: 'reply' })}
          >
            Reply
          </Button>
        )
      )}
    </>
  );
}
