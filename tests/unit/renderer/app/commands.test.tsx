import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  allCommands,
  type Command,
  listenForKeys,
  register,
} from '../../../../src/renderer/app/commands';

const stops: (() => void)[] = [];
const add = (...commands: Command[]) => stops.push(register(commands));

function command(id: string, keys: string[], change: Partial<Command> = {}) {
  return { id, name: id, group: 'Test', keys, run: vi.fn(), ...change };
}

function put(html: string): HTMLElement {
  document.body.innerHTML = html;
  const element = document.body.querySelector<HTMLElement>('[data-here]');
  if (!element) throw new Error('nothing marked data-here');
  return element;
}

function press(target: EventTarget, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key,
    code: key === ' ' ? 'Space' : '',
    bubbles: true,
    cancelable: true,
    ...init,
  });
  target.dispatchEvent(event);
  return event;
}

beforeEach(() => stops.push(listenForKeys(window)));
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop();
  document.body.innerHTML = '';
});

describe('commands', () => {
  it('runs the command of a key, once, and keeps the key from the page', () => {
    const play = command('play', ['Space', 'k']);
    add(play);
    expect(press(document.body, 'k').defaultPrevented).toBe(true);
    press(document.body, ' ');
    expect(play.run).toHaveBeenCalledTimes(2);
  });

  it('tells keys with and without Shift and Ctrl apart', () => {
    const second = command('second', ['ArrowRight']);
    const five = command('five', ['Shift+ArrowRight']);
    const search = command('search', ['$mod+k']);
    add(second, five, search);
    press(document.body, 'ArrowRight', { shiftKey: true });
    press(document.body, 'k');
    expect(second.run).not.toHaveBeenCalled();
    expect(five.run).toHaveBeenCalledTimes(1);
    expect(search.run).not.toHaveBeenCalled();
  });

  it('does nothing while it is not enabled, and leaves the key to the page', () => {
    const off = command('off', ['x'], { enabled: () => false });
    add(off);
    expect(press(document.body, 'x').defaultPrevented).toBe(false);
    expect(off.run).not.toHaveBeenCalled();
  });

  it('goes with the page that registered it', () => {
    const gone = command('gone', ['x']);
    register([gone])();
    press(document.body, 'x');
    expect(gone.run).not.toHaveBeenCalled();
    expect(allCommands()).toEqual([]);
  });

  it('gives an id to whoever registered it last, until that goes', () => {
    const page = command('same', ['x']);
    const dialog = command('same', ['x']);
    add(page);
    const stop = register([dialog]);
    press(document.body, 'x');
    stop();
    press(document.body, 'x');
    expect(dialog.run).toHaveBeenCalledTimes(1);
    expect(page.run).toHaveBeenCalledTimes(1);
  });

  it.each(['<input data-here>', '<textarea data-here></textarea>'])(
    'a letter typed in %s stays there; Ctrl+K does not',
    (html) => {
      const one = command('one', ['1']);
      const search = command('search', ['$mod+k'], { whileTyping: true });
      const undo = command('undo', ['$mod+z']);
      add(one, search, undo);
      const field = put(html);
      press(field, '1');
      press(field, 'z', { ctrlKey: true });
      press(field, 'k', { ctrlKey: true });
      expect(one.run).not.toHaveBeenCalled();
      expect(undo.run).not.toHaveBeenCalled();
      expect(search.run).toHaveBeenCalledTimes(1);
    },
  );

  it('a checkbox is not typed in', () => {
    const one = command('one', ['1']);
    add(one);
    press(put('<input type="checkbox" data-here>'), '1');
    expect(one.run).toHaveBeenCalledTimes(1);
  });

  it.each(['dialog', 'alertdialog', 'menu', 'listbox'])(
    'keys pressed in a %s stay there',
    (role) => {
      const one = command('one', ['1']);
      add(one);
      press(put(`<div role="${role}"><button data-here>a</button></div>`), '1');
      expect(one.run).not.toHaveBeenCalled();
    },
  );

  it('Space presses the button that was reached by keyboard, and plays after a click', () => {
    const play = command('play', ['Space']);
    add(play);
    const button = put('<button data-here>In</button>');
    press(button, 'Tab');
    press(button, ' ');
    expect(play.run).not.toHaveBeenCalled();
    button.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    press(button, ' ');
    expect(play.run).toHaveBeenCalledTimes(1);
  });

  it('arrows move the slider that has the focus', () => {
    const step = command('step', ['ArrowLeft']);
    add(step);
    press(put('<div role="slider" tabindex="0" data-here></div>'), 'ArrowLeft');
    expect(step.run).not.toHaveBeenCalled();
    press(put('<div role="slider" tabindex="0" data-keys="through" data-here></div>'), 'ArrowLeft');
    expect(step.run).toHaveBeenCalledTimes(1);
  });

  it('a held key runs once, unless the command repeats', () => {
    const mark = command('mark', ['1']);
    const step = command('step', ['.'], { repeats: true });
    add(mark, step);
    for (const repeat of [false, true, true]) {
      press(document.body, '1', { repeat });
      press(document.body, '.', { repeat });
    }
    expect(mark.run).toHaveBeenCalledTimes(1);
    expect(step.run).toHaveBeenCalledTimes(3);
  });

  it('tells a command when its key comes up, also when the window loses the keyboard', () => {
    const release = vi.fn();
    add(command('mark', ['1'], { release }));
    press(document.body, '1', { code: 'Digit1' });
    window.dispatchEvent(new KeyboardEvent('keyup', { key: '1', code: 'Digit1' }));
    expect(release).toHaveBeenCalledTimes(1);
    press(document.body, '1', { code: 'Digit1' });
    window.dispatchEvent(new Event('blur'));
    expect(release).toHaveBeenCalledTimes(2);
  });

  it('leaves keys alone while letters are being composed', () => {
    const one = command('one', ['1']);
    add(one);
    press(document.body, '1', { isComposing: true });
    expect(one.run).not.toHaveBeenCalled();
  });
});
