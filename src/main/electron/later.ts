/** A promise that somebody else keeps. */
export function later<T>(): {
  promise: Promise<T>;
  keep: (value: T) => void;
  fail: (why: unknown) => void;
} {
  let keep = (_value: T): void => undefined;
  let fail = (_why: unknown): void => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    keep = resolve;
    fail = reject;
  });
  return { promise, keep, fail };
}
