import { HOMEPAGE } from '../version.ts'

/** Where the pages of the rules are. */
export const DOCS_URL = `${HOMEPAGE}/blob/main/docs/rules`

/** Where the pages of the keys are. */
export const KEYS_URL = `${HOMEPAGE}/blob/main/docs/keys`
