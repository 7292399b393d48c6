import {
  Clapperboard,
  GraduationCap,
  type LucideIcon,
  Presentation,
  Scissors,
  Search,
  Settings,
  TimerReset,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { JobsCorner } from '../../features/jobs/JobsCorner';
import { openDialog } from '../../stores/app';
import { openCount, useJobs } from '../../stores/jobs';
import { classes } from '../../ui/classes';
import { Kbd } from '../../ui/Kbd';
import { keyNames } from '../key-names';
import { navigate, type PageName, useRoute } from '../route';
import { Mark } from './Mark';
import styles from './Shell.module.css';

interface Place {
  page: PageName;
  name: string;
  icon: LucideIcon;
}

const PLACES: readonly Place[] = [
  { page: 'lessons', name: 'Lessons', icon: Clapperboard },
  { page: 'sessions', name: 'Sessions', icon: Presentation },
  { page: 'clips', name: 'Clips', icon: Scissors },
  { page: 'coaching', name: 'Our coaching', icon: GraduationCap },
];

function PlaceLink({
  place,
  here,
  children,
}: {
  place: Place;
  here: boolean;
  children?: ReactNode;
}) {
  const Icon = place.icon;
  return (
    <a
      href={`#${place.page}`}
      aria-current={here ? 'page' : undefined}
      className={classes(styles.place, here && styles.here)}
      onClick={(event) => {
        event.preventDefault();
        navigate({ page: place.page });
      }}
    >
      <Icon aria-hidden size={17} strokeWidth={1.75} />
      <span className={styles.placeName}>{place.name}</span>
      {children}
    </a>
  );
}

/** The frame around every page but a lesson's room, which has the window to itself. */
export function Shell({ children }: { children: ReactNode }) {
  const { page } = useRoute();
  const open = useJobs((state) => openCount(state.jobs));
  return (
    <div className={styles.shell}>
      <nav aria-label="Plenary" className={styles.side}>
        <Mark />
        <button
          type="button"
          className={styles.search}
          onClick={() => openDialog({ name: 'palette' })}
        >
          <Search aria-hidden size={15} strokeWidth={1.75} />
          <span className={styles.placeName}>Search</span>
          <Kbd keys={keyNames('$mod+k')} />
        </button>
        {PLACES.map((place) => (
          <PlaceLink
            key={place.page}
            place={place}
            here={page === place.page || (page === 'session' && place.page === 'sessions')}
          />
        ))}
        <span className={styles.room} />
        {page !== 'jobs' && <JobsCorner place="side" />}
        <PlaceLink place={{ page: 'jobs', name: 'Jobs', icon: TimerReset }} here={page === 'jobs'}>
          {open > 0 && (
            <span aria-hidden className={styles.count}>
              {open}
            </span>
          )}
        </PlaceLink>
        <PlaceLink
          place={{ page: 'settings', name: 'Settings', icon: Settings }}
          here={page === 'settings'}
        />
        <p className={styles.promise}>Footage stays on this machine.</p>
      </nav>
      <main className={styles.main}>{children}</main>
    </div>
  );
}
