import { ChipSelect } from '../../ui/ChipSelect';
import { BOARD_KEYS } from './draft';

const OPTIONS = [
  { id: '', name: 'No key' },
  ...BOARD_KEYS.map((key) => ({ id: key, name: key.toUpperCase() })),
];

/** One of the keys that are free for boards. */
export function KeyChoice(props: {
  label: string;
  value: string;
  onChange: (key: string) => void;
}) {
  return <ChipSelect {...props} options={OPTIONS} />;
}
