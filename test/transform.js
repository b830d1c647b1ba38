import { createHash } from 'node:crypto'
import { transformSync, version } from 'esbuild'

/** A Jest transformer: TypeScript to ES modules, one file at a time, cached by content. */
export default {
  process: (source, path) =>
    transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'es2022',
      sourcefile: path,
      sourcemap: 'inline',
    }),
  getCacheKey: (source, path, { instrument }) =>
    createHash('sha256').update(`${version}\0${path}\0${instrument}\0${source}`).digest('hex'),
}
