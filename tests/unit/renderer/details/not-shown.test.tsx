import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotShown } from '../../../../src/renderer/features/lesson-details/NotShown';
import { takeCards } from '../../../../src/renderer/stores/library';
import { makeCard, makeLesson } from '../../../fixtures/lesson-cards';

const HERE = makeLesson(1, { className: '8B' });

function Draft({ className }: { className: string }) {
  const [notShown, setNotShown] = useState('');
  return <NotShown lesson={HERE} draft={{ className, notShown }} put={setNotShown} />;
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /not to be shown/ });

beforeEach(() => {
  takeCards([
    makeCard(1, { className: '8B', notShown: 'what this lesson says itself' }),
    makeCard(2, { className: '8b', notShown: 'AB', changedAt: '2026-11-11T09:00:00.000Z' }),
    makeCard(3, { className: '8B', notShown: 'AB, CD', changedAt: '2026-11-12T09:00:00.000Z' }),
    makeCard(4, { className: '9C', notShown: 'XY', changedAt: '2026-11-13T09:00:00.000Z' }),
  ]);
});
afterEach(cleanup);

describe('who is not to be shown', () => {
  it('is offered from the lesson of the class that was changed last, and taken by one press', () => {
    render(<Draft className="8B" />);
    fireEvent.click(screen.getByRole('button', { name: 'Another lesson of 8B says: AB, CD' }));
    expect(field().value).toBe('AB, CD');
    expect(screen.queryByRole('button')).toBeNull();
    // Said otherwise here: the offer is there again, and nothing is put without a press.
    fireEvent.change(field(), { target: { value: 'AB' } });
    expect(screen.getByRole('button')).toBeTruthy();
    expect(field().value).toBe('AB');
  });

  it('is not offered from other classes, nor to a lesson of none', () => {
    const { rerender } = render(<Draft className="7A" />);
    expect(screen.queryByRole('button')).toBeNull();
    rerender(<Draft className="" />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
