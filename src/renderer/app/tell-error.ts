import { tell } from '../stores/app-notices';
import { sayThrown } from './errors';

/** Says what went wrong and what to do next. Cancelling is no error and says nothing. */
export function tellError(thrown: unknown): void {
  const said = sayThrown(thrown);
  if (said) tell(said);
}
