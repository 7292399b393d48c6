/**
 * One object an action, so that keys, menus, the keys sheet and Ctrl+K agree. A page registers its
 * commands while it is on screen; keys are listened to in one place.
 */
import { useEffect } from 'react';
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';
import { create } from 'zustand';

export interface Command {
  /** Stable, `noun.verb`. Registering it again puts the newer one in front until it goes. */
  id: string;
  /** As menus, the palette and the keys sheet show it. */
  name: string;
  /** Heading on the keys sheet: `Playing`, `Marking`, `Library`. */
  group: string;
  /** Each in tinykeys' notation: `Space`, `Shift+ArrowLeft`, `$mod+k` ($mod is Command on a Mac). */
  keys: string[];
  /** Asked just before it runs and when it is listed; always enabled when left out. */
  enabled?: () => boolean;
  run: () => void;
  /** Called when the key that ran it comes up again, for keys that are held. */
  release?: () => void;
  /** Runs again while the key is held down. Off unless said. */
  repeats?: boolean;
  /** Also fires while a field has the keyboard. Only for keys with Ctrl or Command. */
  whileTyping?: boolean;
  /** Left out of the palette: of no use without the key (a shuttle key, say). */
  keyOnly?: boolean;
}

interface Registry {
  lists: readonly (readonly Command[])[];
}

const useRegistry = create<Registry>(() => ({ lists: [] }));

/** Adds commands until the answered function is called. */
export function register(commands: readonly Command[]): () => void {
  useRegistry.setState((state) => ({ lists: [...state.lists, commands] }));
  return () =>
    useRegistry.setState((state) => ({ lists: state.lists.filter((list) => list !== commands) }));
}

/** Registers commands while the component is mounted. Give it a memoised list. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => register(commands), [commands]);
}

/** Every command there is, one an id, the newest registration winning, in order of registration. */
export function commandsOf(lists: Registry['lists']): Command[] {
  const byId = new Map<string, Command>();
  for (const list of lists) for (const command of list) byId.set(command.id, command);
  return [...byId.values()];
}

export function allCommands(): Command[] {
  return commandsOf(useRegistry.getState().lists);
}

/** The commands as a component sees them; changes with what is registered. */
export function useAllCommands(): Command[] {
  const lists = useRegistry((state) => state.lists);
  return commandsOf(lists);
}

export function isEnabled(command: Command): boolean {
  return command.enabled?.() ?? true;
}

const PRESSES = new Map<string, ReturnType<typeof parseKeybinding>[number] | undefined>();

/** True when the event is this key press. */
export function matches(event: KeyboardEvent, key: string): boolean {
  if (!PRESSES.has(key)) PRESSES.set(key, parseKeybinding(key)[0]);
  const press = PRESSES.get(key);
  return press !== undefined && matchKeyBindingPress(event, press);
}

const NOT_TYPED = new Set([
  'button',
  'checkbox',
  'radio',
  'range',
  'submit',
  'reset',
  'color',
  'file',
]);

/** True when keys pressed there write text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TYPED.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  );
}

const MODAL = '[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]';
const PRESSED =
  'button,a[href],summary,[role="button"],[role="checkbox"],[role="switch"],input:not([type="range"])';
const STEERED =
  '[role="slider"],[role="radiogroup"],[role="tablist"],input[type="range"],input[type="radio"]';

/**
 * True when the key belongs to the thing that has the focus and not to the page: typing in a field,
 * anything in a dialog or menu, Space and Enter on a button reached by keyboard, arrows on a slider.
 * An element with `data-keys="through"` gives all of its keys to the page.
 */
export function keepsKey(event: KeyboardEvent, command: Command, byPointer: boolean): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest(MODAL)) return true;
  if (isField(target)) return !command.whileTyping;
  if (target.closest('[data-keys="through"]')) return false;
  // A button that was clicked keeps the focus, but the next Space is meant for the lesson.
  const acts = event.key === ' ' || event.key === 'Enter';
  if (acts && !byPointer && target.closest(PRESSED)) return true;
  const steers = event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End';
  return steers && target.closest(STEERED) !== null;
}

/** Starts listening for keys; one listener for the whole app. Answers how to stop. */
export function listenForKeys(target: Window): () => void {
  let byPointer = false;
  const held = new Map<string, Command>();

  const down = (event: KeyboardEvent) => {
    if (event.key === 'Tab') byPointer = false;
    if (event.isComposing || event.defaultPrevented) return;
    for (const command of allCommands().reverse()) {
      if (!command.keys.some((key) => matches(event, key))) continue;
      if (keepsKey(event, command, byPointer) || !isEnabled(command)) continue;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat && !command.repeats) return;
      if (command.release) held.set(event.code, command);
      command.run();
      return;
    }
  };
  const up = (event: KeyboardEvent) => {
    const command = held.get(event.code);
    held.delete(event.code);
    command?.release?.();
  };
  const letGo = () => {
    for (const command of held.values()) command.release?.();
    held.clear();
  };
  const pointed = () => {
    byPointer = true;
  };

  target.addEventListener('keydown', down, true);
  target.addEventListener('keyup', up, true);
  target.addEventListener('pointerdown', pointed, true);
  target.addEventListener('blur', letGo);
  return () => {
    target.removeEventListener('keydown', down, true);
    target.removeEventListener('keyup', up, true);
    target.removeEventListener('pointerdown', pointed, true);
    target.removeEventListener('blur', letGo);
    letGo();
  };
}
