import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { GivenClouds, Measurement, Sample } from './measurement.ts'
import { shown } from './report/shown.ts'
import type { Subject } from './subject.ts'

/**
 * Takes a measurement of each subject several times, alternating between subjects (ABAB…), so that a
 * drift of the machine affects all of them. Returns the samples by subject, in the order of `subjects`,
 * and repetition.
 */
export async function takeMeasurement(
  measurement: Measurement,
  options: {
    readonly subjects: readonly Subject[]
    readonly repetitions: number
    readonly scratch: string
    readonly say: (what: string) => void
    readonly clouds?: GivenClouds | undefined
    readonly every?: number | undefined
  },
): Promise<readonly (readonly (readonly Sample[])[])[]> {
  const { subjects, repetitions, scratch, say, clouds, every } = options
  const taken = subjects.map((subject, index) => ({
    subject,
    scratch: join(scratch, measurement.id, String(index)),
    repetitions: [] as Sample[][],
  }))
  for (const { scratch } of taken) await mkdir(scratch, { recursive: true })
  for (let turn = 1; turn <= repetitions; turn += 1) {
    for (const { subject, scratch, repetitions: done } of taken) {
      const who = subjects.length > 1 ? ` (${subject.name})` : ''
      const prefix = `${measurement.id} ${turn}/${repetitions}${who}`
      const samples: Sample[] = []
      const context = {
        scratch,
        say: (what: string) => say(`${prefix}: ${what}`),
        ...(clouds && { clouds }),
        ...(every !== undefined && { every }),
      }
      for await (const sample of measurement.measure(subject, context)) {
        samples.push(sample)
        say(`${prefix}: ${sample.condition}: ${shown(sample.value)}`)
      }
      done.push(samples)
    }
  }
  return taken.map(({ repetitions: done }) => done)
}
