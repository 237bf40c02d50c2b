import { packagedServices } from '../openapi/load-services.ts'
import { wishesIn } from './target-fields.ts'

/**
 * Names the settings that may help where a target refuses a creation with these words; all of which help
 * against some words where these are of none.
 */
export function settingsThatHelp(words: string): string {
  const said = words.toLowerCase()
  const wishes = wishesIn(packagedServices()).filter(({ helps }) => helps.length > 0)
  const apt = wishes.filter(({ helps }) => helps.some((part) => said.includes(part)))
  return (apt.length > 0 ? apt : wishes).map(({ name }) => name).join(', ')
}
