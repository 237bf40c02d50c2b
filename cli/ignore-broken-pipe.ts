/**
 * Goes on when whoever reads a stream reads no further: `attest cloud --faults | head` has all that it
 * wanted, and a run is not to leave its servers behind for it. Other errors of the stream are thrown.
 */
export function ignoreBrokenPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
