// Everything set-up says to the person at the terminal.

/** A line about something that takes a while or that they should know. */
export const say = (line) => process.stdout.write(`Plenary: ${line}\n`);

/** Set-up could not go on. The message is one clear sentence and, where there is one, the command to run. */
export class SetupProblem extends Error {
  /**
   * @param {string} sentence
   * @param {string} [command] what the person can run to put it right
   */
  constructor(sentence, command) {
    super(command ? `${sentence}\n\n    ${command}\n` : sentence);
    this.name = 'SetupProblem';
  }
}

/**
 * Runs a script's work; a problem of set-up is told in its sentence, without a stack.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function orExplain(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exit(1);
  }
}
