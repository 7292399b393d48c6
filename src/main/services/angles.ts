/** Lining up cameras and recorders by what they heard, as a job that answers when it is over. */
import type { Alignment } from '../../shared/domain/angles';
import type { Angle, Part } from '../../shared/domain/lesson';
import { firstAngle, inOrder } from '../../shared/domain/lesson-time';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import type { PartFacts } from '.';
import type { JobStarter } from './ports';

/** A part to be heard: its file, and where it lies. */
export interface HeardPart {
  path: string;
  /** The probe as media stored it. */
  probe: unknown;
  offsetUs: number;
  rate: number;
}

export interface AnglesDeps {
  lesson(lessonId: string): { title: string; angles: Angle[]; parts: Part[] } | undefined;
  source(partId: string): PartFacts | undefined;
  /** One answer a file, in order; null where it was not found for sure, or has no sound. */
  align(
    lesson: readonly HeardPart[],
    files: readonly HeardPart[],
    how: { signal: AbortSignal; report: (share: number) => void },
  ): Promise<({ offsetUs: number; rate: number } | null)[]>;
  hasSound(probe: unknown): boolean;
  jobs: JobStarter;
}

export function anglesService(deps: AnglesDeps): Handlers['angles'] {
  /** The parts of an angle whose file is there and has sound. */
  function heardOf(parts: readonly Part[], angleId: string): { part: Part; heard: HeardPart }[] {
    return inOrder(parts.filter((part) => part.angleId === angleId)).flatMap((part) => {
      const facts = deps.source(part.id);
      if (!facts?.present || !deps.hasSound(facts.probe)) return [];
      const { offsetUs, rate } = part;
      return [{ part, heard: { path: facts.path, probe: facts.probe, offsetUs, rate } }];
    });
  }

  return {
    align: ({ lessonId, angleId }) => {
      const lesson = deps.lesson(lessonId);
      const first = lesson && firstAngle(lesson);
      const angle = lesson?.angles.find((row) => row.id === angleId);
      if (!lesson || !first || !angle || first.id === angleId) {
        throw new AppError('not-found', 'That camera is no longer in the lesson.');
      }
      const clock = heardOf(lesson.parts, first.id);
      const sounds = heardOf(lesson.parts, angleId);
      if (clock.length === 0 || sounds.length === 0) return { outcome: 'no-sound', places: [] };
      return new Promise<Alignment>((resolve, reject) => {
        deps.jobs.start({
          kind: 'align',
          title: `Lining up ${angle.name} of ${lesson.title}`,
          lessonId,
          run: async (signal, report) => {
            try {
              const found = await deps.align(
                clock.map(({ heard }) => heard),
                sounds.map(({ heard }) => heard),
                { signal, report },
              );
              const places = sounds.flatMap(({ part }, at) => {
                const place = found[at];
                return place
                  ? [{ partId: part.id, offsetUs: place.offsetUs, rate: place.rate }]
                  : [];
              });
              resolve({ outcome: places.length > 0 ? 'found' : 'too-little', places });
            } catch (thrown) {
              reject(AppError.from(thrown));
              throw thrown;
            }
          },
          // Also when it was cancelled before it ever ran; when it ran, this says nothing new.
          over: () => reject(new AppError('cancelled', 'Stopped.')),
        });
      });
    },
  };
}
