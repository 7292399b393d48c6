/** Keys in words, as people see them on a key: `$mod+Shift+z` is `Ctrl Shift Z`. */

const NAMES: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Control: 'Ctrl',
  Meta: '⌘',
  ' ': 'Space',
  '(': '(',
  Delete: 'Del',
  Backspace: '⌫',
  Enter: 'Enter',
  Comma: ',',
  Period: '.',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
};

/** Shifted characters already say Shift: `Shift+?` is written `?`. */
const SHIFTED = new Set(['?', '+', '<', '>', '!', ':']);

export function keyNames(
  key: string,
  mac: boolean = navigator.platform.startsWith('Mac'),
): string[] {
  const parts = key.split(/\b\+/);
  const last = parts.pop() ?? '';
  const mods = parts.filter((part) => !(part === 'Shift' && SHIFTED.has(last)));
  return [...mods, last].map((part) => {
    if (part === '$mod') return mac ? '⌘' : 'Ctrl';
    if (part.startsWith('Key') && part.length === 4) return part.slice(3);
    if (part.startsWith('Digit')) return part.slice(5);
    if (part.startsWith('Numpad')) return `Num ${part.slice(6)}`;
    return NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}
