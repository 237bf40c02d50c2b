import { format } from 'node:util'

const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const

/** Runs `work` while all output to the console is captured; returns its value and the output. */
export async function withoutConsole<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly said: readonly string[] }> {
  const said: string[] = []
  const original = METHODS.map((method) => [method, console[method]] as const)
  for (const method of METHODS) {
    console[method] = (...parts: unknown[]) => void said.push(format(...parts))
  }
  try {
    return { value: await work(), said }
  } finally {
    for (const [method, write] of original) console[method] = write
  }
}
