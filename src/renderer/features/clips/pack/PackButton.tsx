import { useView } from '../../../stores/view';
import { Button } from '../../../ui/Button';

/** From the clips that are ticked to a pack of the same. */
export function PackButton({ chosen }: { chosen: ReadonlySet<string> }) {
  return (
    <Button
      isDisabled={chosen.size === 0}
      onPress={() => useView.setState({ dialog: { name: 'pack', chosen: [...chosen] } })}
    >
      Make a discussion pack…
    </Button>
  );
}
