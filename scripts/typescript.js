// Lets Node 20 run the scripts: `node --import ./scripts/typescript.js scripts/build.ts`.
import { register } from 'node:module'

register('./typescript-hooks.js', import.meta.url)
