/** As Compute writes times of servers: whole seconds, in UTC, with Z. */
export function zulu(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`
}

/** As both services write times of database rows: no zone, six digits that are all zero. */
export function stored(at: Date): string {
  return `${at.toISOString().slice(0, 19)}.000000`
}

/** As an answer writes a time that has not been to the database yet. */
export function fresh(at: Date): string {
  return `${at.toISOString().slice(0, 23)}000`
}
