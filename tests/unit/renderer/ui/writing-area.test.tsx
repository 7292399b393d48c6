import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WritingArea } from '../../../../src/renderer/ui/WritingArea';

afterEach(cleanup);

function written() {
  const left = vi.fn();
  const { unmount } = render(
    <>
      <WritingArea label="Note" defaultValue="" onLeave={left} />
      <button type="button">Elsewhere</button>
    </>,
  );
  const field = screen.getByRole('textbox', { name: 'Note' });
  const elsewhere = screen.getByRole('button');
  field.focus();
  return { left, field, elsewhere, unmount };
}

describe('a field to write in', () => {
  it('is left at once by key', () => {
    const { left, elsewhere } = written();
    elsewhere.focus();
    expect(left).toHaveBeenCalledTimes(1);
  });

  it('is left by a press when the press has ended, so that nothing moves from under the hand', async () => {
    const { left, elsewhere } = written();
    fireEvent.pointerDown(elsewhere);
    elsewhere.focus();
    expect(left).not.toHaveBeenCalled();
    fireEvent.pointerUp(elsewhere);
    await waitFor(() => expect(left).toHaveBeenCalledTimes(1));
  });

  it('is not left by a press that ends in it', async () => {
    const { left, field, elsewhere } = written();
    fireEvent.pointerDown(elsewhere);
    elsewhere.focus();
    field.focus();
    fireEvent.pointerUp(elsewhere);
    elsewhere.focus();
    await waitFor(() => expect(left).toHaveBeenCalledTimes(1));
  });

  it('is left when it goes during the press', () => {
    const { left, elsewhere, unmount } = written();
    fireEvent.pointerDown(elsewhere);
    elsewhere.focus();
    unmount();
    expect(left).toHaveBeenCalledTimes(1);
  });
});
