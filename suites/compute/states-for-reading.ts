/** States in which a server is read like any other: the name of the fixture, and the words for titles. */
export const STATES_FOR_READING = [
  ['locked', 'a server that is locked'],
  ['paused', 'a server that is paused'],
  ['suspended', 'a server that is suspended'],
  ['stopped', 'a server that is shut off'],
  ['rescued', 'a server that is rescued'],
  ['resized', 'a server whose new size is not confirmed yet'],
  ['errored', 'a server that is in error'],
  ['shelved', 'a server that is shelved'],
] as const
