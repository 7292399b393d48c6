/** What the console asks of main; what comes of it is shown by every window when main says so. */
import type { RunCommand } from '../../../../shared/domain/session-run';
import { tellError } from '../../../app/tell-error';
import { command } from '../../../stores/session-run';

export function ask(asked: RunCommand): void {
  command(asked).catch(tellError);
}
