import { DEFAULT_CONFIG, DEFAULT_PUBLISHING, type Settings } from '../../review/config.ts'

export type PresetName = 'recommended' | 'strict' | 'quiet'

const STRICT = {
  failOn: 'warning',
  incomplete: 'fail',
  commentSeverity: 'info',
  devPaths: [],
} as const satisfies Settings

const QUIET = {
  commentSeverity: 'error',
  maxComments: 10,
} as const satisfies Settings

const { failOn, incomplete, devPaths } = DEFAULT_CONFIG
const { commentSeverity, maxComments } = DEFAULT_PUBLISHING

/** Settings under a name, which come with the tool. The defaults undo what the others set. */
export const PRESETS: Readonly<Record<PresetName, Settings>> = {
  recommended: { failOn, incomplete, devPaths, commentSeverity, maxComments },
  strict: STRICT,
  quiet: QUIET,
}

export const PRESET_NAMES = ['recommended', 'strict', 'quiet'] as const satisfies PresetName[]

const ORIGIN = 'the preset '

/** What settings of a preset have as their origin. */
export function presetOrigin(name: PresetName): string {
  return ORIGIN + name
}

/** The preset that an origin stands for; undefined for that of a file. */
export function presetOf(origin: string): PresetName | undefined {
  return PRESET_NAMES.find((name) => presetOrigin(name) === origin)
}
