import { forbidden } from './faults.ts'
import { type Caller, isAdmin } from './identity/caller.ts'

export type Role = 'reader' | 'member' | 'admin'

/** The permissions of roles. With role defaults off, as before secure RBAC, any role of the project will do. */
export class Policies {
  constructor(private readonly roleDefaults: boolean) {}

  allows(caller: Caller, role: Role, projectId = caller.projectId): boolean {
    if (isAdmin(caller)) return true
    if (role === 'admin' || caller.projectId !== projectId) return false
    return !this.roleDefaults || caller.roles.includes(role)
  }

  /** @throws Fault 403 */
  require(caller: Caller, rule: string, role: Role, projectId?: string): void {
    if (!this.allows(caller, role, projectId)) throw forbidden(rule)
  }
}
