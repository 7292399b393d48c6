import { CalendarClock } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { isDue } from '../../../shared/domain/keep-until';
import { useLibrary } from '../../stores/library';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';

const DueDialog = lazy(async () => ({ default: (await import('./DueDialog')).DueDialog }));

/** Lessons that have reached their keep-until day are asked about until someone has decided. */
export function DueBanner({ today }: { today: string }) {
  const cards = useLibrary((state) => state.cards);
  const [open, setOpen] = useState(false);
  const due = useMemo(
    () =>
      [...cards.values()]
        .filter((card) => isDue(card.lesson.keepUntil, today))
        .sort((a, b) => (a.lesson.keepUntil < b.lesson.keepUntil ? -1 : 1)),
    [cards, today],
  );
  const [only] = due;
  if (!only) return null;
  return (
    <Banner
      name="Keep or remove"
      icon={CalendarClock}
      words={
        due.length === 1
          ? `“${only.lesson.title}” has reached its keep-until day.`
          : `${due.length} lessons have reached their keep-until day.`
      }
    >
      <Button size="s" onPress={() => setOpen(true)}>
        Decide…
      </Button>
      <Suspense>
        {open && <DueDialog due={due} today={today} onClose={() => setOpen(false)} />}
      </Suspense>
    </Banner>
  );
}
