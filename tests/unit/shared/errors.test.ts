import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/errors';

describe('what is sent of an error', () => {
  it('is its own sentence', () => {
    const error = new AppError('disk-full', 'The disk is full.', { name: 'Clips' }, new Error('x'));
    expect(error.view()).toEqual({
      code: 'disk-full',
      message: 'The disk is full.',
      details: { name: 'Clips' },
    });
    expect(new AppError('unknown', 'The copy differs.').view().message).toBe('The copy differs.');
  });

  it('holds nothing of a foreign error’s words, which may name a path; the log has them', () => {
    const foreign = new Error("EIO: i/o error, open '/home/rk/Year 9/lesson.mp4'");
    const error = AppError.from(foreign);
    expect(JSON.stringify(error.view())).not.toContain('/home');
    expect(error.message).toBe(foreign.message);
  });
});
