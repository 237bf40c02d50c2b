import { forbidden, notFound } from '../faults.ts'
import type { Caller } from '../identity/caller.ts'
import { isAdmin } from '../identity/caller.ts'
import type { Policies } from '../policies.ts'
import type { Image } from './image.ts'
import type { Images } from './images.ts'

/** Who sees an image, and who changes it. */
export class ImageAccess {
  constructor(
    private readonly images: Images,
    private readonly policies: Policies,
  ) {}

  sees(caller: Caller, { projectId, visibility }: Image): boolean {
    if (isAdmin(caller)) return true
    const isForAll = visibility === 'public' || visibility === 'community'
    return this.policies.allows(caller, 'reader', isForAll ? caller.projectId : (projectId ?? ''))
  }

  /** @throws Fault 404 */
  visible(caller: Caller, id: string): Image {
    const image = this.images.get(id)
    if (!image || !this.sees(caller, image)) throw notFound(`Image ${id} not found.`)
    return image
  }

  /** @throws Fault 404 for an image that the caller does not see, 403 for another */
  changeable(caller: Caller, id: string, rule: string): Image {
    const image = this.visible(caller, id)
    if (!this.policies.allows(caller, 'member', image.projectId ?? '')) throw forbidden(rule)
    return image
  }
}
