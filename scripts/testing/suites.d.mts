export interface Count {
  passed: number;
  failed: number;
  notes: string[];
  /** The files that took longest. */
  slowest: { file: string; ms: number }[];
}
interface VitestResult {
  status: string;
  fullName: string;
  failureMessages: string[];
}
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    startTime: number;
    endTime: number;
    assertionResults: VitestResult[];
  }[];
}
export interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    ok: boolean;
    tests: { results: { duration: number; errors: { message?: string }[] }[] }[];
  }[];
}
export interface PlaywrightReport {
  suites: PlaywrightSuite[];
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
}
export function countVitest(report: VitestReport): Count;
export function countPlaywright(report: PlaywrightReport): Count;
export function settle(count: Count | null, code: number): Count;
export function inTurn(
  ...runs: ((folder: string) => Promise<Count>)[]
): (folder: string) => Promise<Count>;
export const suites: Record<string, (folder: string) => Promise<Count>>;
