/**
 * Small programs that do one thing to several numbers at once, for loops over hundreds of millions of
 * samples. Each is written by hand (a `.wat` file) and kept beside it as WebAssembly, in base64;
 * tests/unit/main/media/simd.test.ts makes them anew and compares (`PLENARY_WRITE_SIMD=1` writes them).
 */

/**
 * A program made ready for use any number of times, each with memory of its own.
 * @returns null on processors that cannot do that (x86 before SSE4.1): the caller has a plain loop.
 */
export function simdProgram<Exports>(base64: string): (() => Exports) | null {
  const program = Buffer.from(base64, 'base64');
  if (!WebAssembly.validate(program)) return null;
  const module = new WebAssembly.Module(program);
  return () => new WebAssembly.Instance(module).exports as unknown as Exports;
}
