/** Whether the machine may go to sleep: not while a job runs that is not held. */
import type { Jobs } from './jobs';

/** @param keep told only when it changes; ends with `false`. */
export function staysAwake(
  jobs: Pick<Jobs, 'paused' | 'onChanged' | 'onPaused'>,
  keep: (awake: boolean) => void,
): { end(): void } {
  const running = new Set<string>();
  let awake = false;
  function judge(wanted: boolean): void {
    if (wanted === awake) return;
    awake = wanted;
    keep(wanted);
  }
  const stops = [
    jobs.onChanged(({ id, state }) => {
      if (state === 'running') running.add(id);
      else running.delete(id);
      judge(running.size > 0 && !jobs.paused());
    }),
    jobs.onPaused((paused) => judge(running.size > 0 && !paused)),
  ];
  return {
    end() {
      for (const stop of stops) stop();
      judge(false);
    },
  };
}
