import { createContext, runInContext } from 'node:vm'
import { expect, it } from 'vitest'
import { withOrderedCases } from './ordered-cases.ts'
import { packedPage, unpackedPage } from './packed-page.ts'
import { AllurePageError } from './page-place.ts'

const FILES = {
  'data/attachments/1.txt': 'Größe: 1 – "so"</script>',
  'widgets/default/tree.json': JSON.stringify({
    groupsById: { service: { groups: ['promise'] }, promise: { leaves: ['c', 'a', 'b'] } },
    leavesById: {
      a: { name: 'shows it @ 2.10', groupOrder: 2 },
      b: { name: 'shows it @ 2.9', groupOrder: 3 },
      c: { name: 'shows it @ 2.104', groupOrder: 1 },
    },
  }),
}

/** As Allure makes them. */
function pageWith(files: Readonly<Record<string, string>>): Buffer {
  const calls = Object.entries(files).map(
    ([name, text]) => `d(${JSON.stringify(name)},"${Buffer.from(text).toString('base64')}")`,
  )
  return Buffer.from(`<body>
    <script defer>
      Promise.allSettled([${calls}])
        .then(function(){
          window.allureReportDataReady = true;
        })
    </script>
</body>`)
}

it('gives a browser the files that the page had', async () => {
  const page = Buffer.concat(
    packedPage(pageWith(FILES), (files) => files).map((piece) => Buffer.from(piece)),
  ).toString()
  const window = { allureReportData: {}, allureReportDataReady: false }
  const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(page) ?? []
  runInContext(
    script,
    createContext({ window, atob, btoa, Blob, Response, DecompressionStream, Uint8Array }),
  )

  await expect.poll(() => window.allureReportDataReady).toBe(true)
  const unpacked = Object.entries(window.allureReportData).map(
    ([name, base64]) => [name, Buffer.from(String(base64), 'base64').toString()] as const,
  )
  expect(Object.fromEntries(unpacked)).toEqual(FILES)
  expect(Object.fromEntries(unpackedPage(page))).toEqual(FILES)
})

it('has the cases of a promise in the order of microversions', () => {
  const pieces = packedPage(pageWith(FILES), withOrderedCases)
  const page = Buffer.concat(pieces.map((piece) => Buffer.from(piece))).toString()
  const tree = JSON.parse(unpackedPage(page).get('widgets/default/tree.json') ?? '')

  expect(tree.groupsById.promise.leaves).toEqual(['b', 'a', 'c'])
  expect(tree.leavesById.b.groupOrder).toBe(1)
})

it('is refused for a page of another structure', () => {
  expect(() => packedPage(Buffer.from('<body></body>'), (files) => files)).toThrow(AllurePageError)
})
