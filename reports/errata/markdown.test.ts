import { expect, it } from 'vitest'
import { anchor, plain } from './markdown.ts'

it('keeps text from becoming markup', () => {
  expect(plain('a <b> *c* [d] e_f _g_ \\h')).toBe(String.raw`a \<b> \*c\* \[d\] e_f \_g\_ \\h`)
})

it('leaves code as it is', () => {
  expect(plain('the key `*_<x>_*` of *all*')).toBe(String.raw`the key ${'`*_<x>_*`'} of \*all\*`)
})

it('builds the link to a heading as GitHub and GitLab do', () => {
  expect(anchor('compute.list:odd-limits')).toBe('computelistodd-limits')
  expect(anchor('Block Storage: wrapped_fields')).toBe('block-storage-wrapped_fields')
})
