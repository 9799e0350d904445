// A request that met an ended session waits here until the person has signed in again, or has declined to.
type Answer = (again: boolean) => void;

let waiting: readonly Answer[] = [];
const listeners = new Set<() => void>();

/** Resolves with true once the same person is signed in again. */
export function askToSignIn(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    tellListeners();
  });
}

/** Lets everything that waits go on, or be refused. */
export function answerSignIn(again: boolean): void {
  const answered = waiting;
  waiting = [];
  tellListeners();
  for (const answer of answered) answer(again);
}

export function isSignInAsked(): boolean {
  return waiting.length > 0;
}

export function onSignInAsked(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}
