/**
 * Keeps the program running when the reader of a stream closes it: `attest cloud --faults | head`
 * has printed enough, and a run must not leave its servers behind because of it. Other errors of
 * the stream are thrown.
 */
export function ignoreBrokenPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
