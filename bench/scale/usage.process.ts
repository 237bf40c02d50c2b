import { writeFileSync } from 'node:fs'

// Loaded into the process of a measured program; writes the resources that it has used when it ends.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const usage = { peakKb: maxRSS, cpuMs: (userCPUTime + systemCPUTime) / 1000 }
  writeFileSync(process.env.ATTEST_BENCH_USAGE ?? '', JSON.stringify(usage))
})
