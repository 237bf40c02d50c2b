export { UsageError } from '../../api/errors/usage-error.ts'
