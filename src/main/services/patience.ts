/** Waiting for disks that may never answer. */

/** A disk that does not answer (a share that is gone) must not keep a lesson from opening. */
const PATIENCE_MS = 1_500;

/** What the work comes to, or `otherwise` when it takes longer than `ms` milliseconds. */
export async function within<T>(work: Promise<T>, otherwise: T, ms = PATIENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    // An answer that came while this whole process stood still counts: it is read before the late one.
    timer = setTimeout(() => setImmediate(resolve, otherwise), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
