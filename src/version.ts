/** The version of this tool; the build writes it in place of the variable. */
export const VERSION = process.env['CORTEX_REVIEW_VERSION'] ?? '0.0.0-source'

/** The address of the project. */
export const HOMEPAGE = 'https://github.com/cortex-review/cortex-review'
