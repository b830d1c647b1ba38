import { DEFAULT_CONFIG, DEFAULT_SHARING } from '../review/config.ts'
import type { Fields } from './field.ts'
import { locked } from './rules.ts'
import { sources } from './shared/sources.ts'

type Name = 'extends' | 'locked'

/** The settings about where rules come from, and who may make exceptions. */
export const POLICY_FIELDS: Pick<Fields, Name> = {
  extends: {
    name: 'extends',
    type: sources,
    default: DEFAULT_SHARING.extends,
    description:
      'Settings to start from: the presets `recommended`, `strict` and `quiet`, files of this ' +
      'repository, and files of others as `owner/repo/path.yml@ref`. Later ones win over earlier ' +
      'ones, and this file over all; `rules` and `overrides` are merged. See docs/policy.md.',
    file: true,
  },
  locked: {
    name: 'locked',
    type: locked,
    default: DEFAULT_CONFIG.locked,
    description:
      'Rules that must not be weakened where these settings are extended, with keys as in `rules`: ' +
      'other settings, ignore comments and acceptances have no effect on them.',
    file: true,
  },
}
