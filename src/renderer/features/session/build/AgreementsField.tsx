import { tellError } from '../../../app/tell-error';
import { changeSettings, useSettings } from '../../../stores/settings';
import { TextField } from '../../../ui/TextField';
import { useText } from '../use-text';

/** The school's own agreements, one a line: the same in every session. */
export function AgreementsField() {
  const agreements = useSettings((state) => state.agreements);
  const { text, type, leave } = useText('agreements', agreements.join('\n'), (typed) => {
    const lines = typed
      .split('\n')
      .map((line) => line.trim().slice(0, 300))
      .filter(Boolean)
      .slice(0, 12);
    changeSettings({ agreements: lines }).catch(tellError);
  });
  return (
    <TextField
      label="Our agreements"
      hint="One a line. Kept for every session of yours"
      lines={5}
      value={text}
      onChange={type}
      onBlur={leave}
    />
  );
}
