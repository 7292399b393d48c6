import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerCall, type Call } from '../../../../src/main/electron/answer';
import { AppError } from '../../../../src/shared/errors';

const call: Call = {
  name: 'lessons.open',
  input: z.object({ lessonId: z.string().max(3) }),
  output: z.object({ title: z.string() }),
  run: () => Promise.resolve({ title: 'Area of triangles', path: '/secret' }),
};

async function answer(raw: unknown, more: Partial<Call> = {}, allowed = true) {
  const logged: string[] = [];
  return {
    answer: await answerCall({ ...call, ...more }, allowed, raw, (line) => logged.push(line)),
    logged,
  };
}

describe('a call', () => {
  it('answers what the contract says, and no more', async () => {
    expect((await answer({ lessonId: 'a' })).answer).toEqual({
      ok: true,
      value: { title: 'Area of triangles' },
    });
  });

  it('is refused to anybody but our page, before it is looked at', async () => {
    const refused = await answer({ lessonId: 'a' }, { run: () => expect.unreachable() }, false);
    expect(refused.answer).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  it.each([undefined, null, 7, 'a', [], {}, { lessonId: 7 }, { lessonId: 'too long' }])(
    'is refused with %j, without repeating it',
    async (raw) => {
      const refused = await answer(raw, { run: () => expect.unreachable() });
      expect(refused.answer).toMatchObject({ ok: false, error: { code: 'invalid' } });
      expect(JSON.stringify(refused.answer)).not.toContain('too long');
    },
  );

  it('keeps the code of an error, and leaves out its stack and cause', async () => {
    const run = () =>
      Promise.reject(new AppError('disk-full', 'Full.', { name: 'Clips' }, new Error('ENOSPC')));
    expect((await answer({ lessonId: 'a' }, { run })).answer).toEqual({
      ok: false,
      error: { code: 'disk-full', message: 'Full.', details: { name: 'Clips' } },
    });
  });

  it.each([new Error('defect'), 'text', undefined])(
    'answers when a handler throws %s',
    async (thrown) => {
      const run = () => Promise.reject(thrown);
      const failed = await answer({ lessonId: 'a' }, { run });
      expect(failed.answer).toMatchObject({ ok: false, error: { code: 'unknown' } });
      expect(failed.logged).toHaveLength(1);
    },
  );

  it('never sends an answer that does not fit', async () => {
    const failed = await answer({ lessonId: 'a' }, { run: () => ({ title: 7 }) });
    expect(failed.answer).toMatchObject({ ok: false, error: { code: 'unknown' } });
    expect(failed.logged).toHaveLength(1);
  });
});
