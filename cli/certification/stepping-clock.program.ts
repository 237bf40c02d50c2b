import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CloudProcess, startCloud, startProgram, untilWritten } from '../robust/program.ts'

const PROFILE = 'block-storage-3.70..3.70'

/**
 * Loaded before the program, in each of its threads: the clock jumps back by 30 s when a file
 * exists.
 */
const STEPPING = `
import { existsSync } from 'node:fs'
const Real = Date
let looked = 0
let shift = 0
const now = () => {
  if (shift === 0 && performance.now() - looked > 20) {
    looked = performance.now()
    if (existsSync(process.env.STEP_FILE)) shift = -30_000
  }
  return Real.now() + shift
}
globalThis.Date = class Date extends Real {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args))
  }
  static now() {
    return now()
  }
}
`

let folder = ''
let cloud: CloudProcess
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-stepping-'))
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(join(folder, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
  writeFileSync(join(folder, 'stepping.mjs'), STEPPING)
  cloud = await startCloud(folder)
})
afterAll(async () => {
  await cloud.stop()
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['in a process of its own', ['--cloud', 'reference']],
  ['in the same process', []],
])(
  'a clock that steps back while a cloud is certified, %s, does not prevent the certificate',
  async (_, target) => {
    const out = `run-${target.length}`
    const step = join(folder, `step-${target.length}`)
    const personas = ['reader', 'guest', 'stranger', 'admin'].map(
      (name) => `--persona=${name}=reference-${name}`,
    )
    const { ended } = startProgram(
      [
        ...['certify', '--profile', PROFILE, '--key', 'key.pem', '--out', out],
        ...(target.length > 0 ? [...target, ...personas] : []),
      ],
      folder,
      {
        OS_CLIENT_CONFIG_FILE: cloud.cloudsFile,
        NODE_OPTIONS: `--import ${join(folder, 'stepping.mjs')}`,
        STEP_FILE: step,
      },
    )
    const journal = join(folder, out, 'journal.ndjson')
    await untilWritten(journal, '"type":"case-finished"')
    writeFileSync(step, '')
    const { code, stderr } = await ended

    expect(code, stderr).toBe(0)
    const times = [
      ...readFileSync(journal, 'utf8').matchAll(/"exchange":\{.*?"at":"([^"]+)"/g),
    ].map(([, at = '']) => Date.parse(at))
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? time))
    expect(Math.min(...steps)).toBeLessThan(-20_000)
    const { code: verified, stdout } = await startProgram(
      ['verify', join(out, 'certificate.attest.zip'), '--trust', 'key.pub'],
      folder,
    ).ended
    expect(verified, stdout).toBe(0)
  },
)
