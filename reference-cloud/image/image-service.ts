import type { Misconduct } from '../cloud-faults.ts'
import type { TokenFilter } from '../identity/caller.ts'
import type { Policies } from '../policies.ts'
import { ImageAccess } from './image-access.ts'
import { ImageApi } from './image-api.ts'
import { ImageTags } from './image-tags.ts'
import { ImageTagsApi } from './image-tags-api.ts'
import type { Images } from './images.ts'
import { ImagesApi } from './images-api.ts'

export interface ImageServiceParts {
  readonly url: string
  readonly filter: TokenFilter
  readonly images: Images
  readonly policies: Policies
  readonly misconduct: Misconduct
  /** Tags that an image may have; -1 is unlimited. */
  readonly maxTags: number
}

/** Puts the Image service together. */
export function imageService({
  url,
  filter,
  images,
  policies,
  misconduct,
  maxTags,
}: ImageServiceParts): ImageApi {
  const access = new ImageAccess(images, policies)
  const tags = new ImageTags(maxTags, misconduct)
  return new ImageApi(url, filter, [
    ...new ImagesApi(url, images, access, tags, policies, misconduct).routes,
    ...new ImageTagsApi(images, access, tags, misconduct).routes,
  ])
}
