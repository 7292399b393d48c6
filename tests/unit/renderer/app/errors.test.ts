import { describe, expect, it } from 'vitest';
import { sayError, sayThrown } from '../../../../src/renderer/app/errors';
import { AppError, ErrorCode } from '../../../../src/shared/errors';

/** Words the app must not use of people or their work. */
const LOADED =
  /apprais|evaluat|assess|grade|score|rating|rubric|target|performance|complian|monitor/i;

describe('what errors say', () => {
  it.each(ErrorCode.options.filter((code) => code !== 'cancelled'))(
    '%s is a sentence and a next step in plain words',
    (code) => {
      const said = sayError({ code, message: 'EACCES /home/x', details: {} });
      expect(said?.sentence).toMatch(/^[A-Z“].*\.$/);
      expect(said?.next).toMatch(/^[A-Z].*\.$/);
      expect(`${said?.sentence} ${said?.next}`).not.toMatch(LOADED);
      // Main's own message may name paths and programs: it is for the log.
      expect(`${said?.sentence} ${said?.next}`).not.toContain('EACCES');
    },
  );

  it.each([
    'file-missing',
    'file-unreadable',
    'file-different',
    'file-denied',
    'folder-missing',
    'folder-denied',
    'disk-full',
    'name-invalid',
  ] as const)('%s names what it is about', (code) => {
    const said = sayError({ code, message: '', details: { name: 'Year 9.mp4' } });
    expect(said?.sentence).toContain('“Year 9.mp4”');
  });

  it.each(['locked', 'empty', 'too-large', 'broken', 'not-one'])(
    'a PDF that is %s is told of by its name, each in its own words',
    (why) => {
      const said = sayError({
        ...{ code: 'page-unreadable', message: '', details: { name: 'Wait time.pdf', why } },
      });
      expect(said?.sentence).toMatch(/^“Wait time.pdf” [a-z].*\.$/);
      expect(said?.next).toMatch(/^[A-Z].*\.$/);
      if (why === 'locked') expect(said?.sentence).toContain('password');
    },
  );

  it('says nothing of work that was cancelled', () => {
    expect(sayError({ code: 'cancelled', message: '', details: {} })).toBeNull();
    expect(sayThrown(new AppError('cancelled', 'stopped'))).toBeNull();
  });

  it('takes anything thrown', () => {
    expect(sayThrown('what')?.sentence).toContain('did not expect');
  });
});
