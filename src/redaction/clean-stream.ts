import { knownSecrets } from './known-secrets.ts'

/** Removes the known secrets from every text that is written to a stream from now on. */
export function cleanStream(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream)
  const clean = (
    chunk: string | Uint8Array,
    ...rest: [
      (BufferEncoding | ((error?: Error | null) => void))?,
      ((error?: Error | null) => void)?,
    ]
  ): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    const [encoding, done] = rest
    if (typeof encoding === 'function') return write(knownSecrets.clean(text), encoding)
    return write(knownSecrets.clean(text), encoding, done)
  }
  stream.write = clean
}
