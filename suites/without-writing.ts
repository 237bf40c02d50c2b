/** The personas of the project that may not write: the slug of the promise, and who they are. */
export const WITHOUT_WRITING = [
  ['reader', 'role', 'a user who may only read'],
  ['guest', 'guest', 'a user whose role grants nothing'],
] as const
