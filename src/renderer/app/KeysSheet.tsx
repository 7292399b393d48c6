import { Dialog } from '../ui/Dialog';
import { Kbd } from '../ui/Kbd';
import { type Command, useAllCommands } from './commands';
import styles from './KeysSheet.module.css';
import { keyNames } from './key-names';

function byGroup(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    if (command.keys.length === 0) continue;
    const group = groups.get(command.group) ?? [];
    group.push(command);
    groups.set(command.group, group);
  }
  return [...groups];
}

/** Every key that does something on this page. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const groups = byGroup(useAllCommands());
  return (
    <Dialog title="Keys" wide onlyWords onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(([group, commands]) => (
          <section key={group} className={styles.group}>
            <h2>{group}</h2>
            <dl>
              {commands.map((command) => (
                <div key={command.id} className={styles.row}>
                  <dt>{command.name}</dt>
                  <dd className={styles.keys}>
                    {command.keys.map((key) => (
                      <Kbd key={key} keys={keyNames(key)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
