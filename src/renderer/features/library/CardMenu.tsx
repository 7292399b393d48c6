import { useMemo } from 'react';
import type { LessonCard } from '../../../shared/domain/library';
import { MenuPopover } from '../../ui/MenuPopover';
import { cardActions } from './card-actions';

/** The one menu that all cards share. */
export function CardMenu({
  card,
  beside,
  onClose,
}: {
  card: LessonCard;
  beside: HTMLElement;
  onClose: () => void;
}) {
  const anchor = useMemo(() => ({ current: beside }), [beside]);
  return (
    <MenuPopover
      label={`More about ${card.lesson.title}`}
      actions={cardActions(card)}
      anchor={anchor}
      onClose={onClose}
    />
  );
}
