import { isClusterPath } from '../../cortex/files/cluster-shape.ts'
import { count } from '../../report/check.ts'
import { proposeMapping, writeMapping } from '../../review/coverage/cluster-mapping.ts'
import { findContext } from '../../review/selection.ts'
import type { Options } from '../../settings/field.ts'
import { quote } from '../../text/wording.ts'
import type { Complaint } from '../../workflows/diagnose.ts'

/** API files of which no review knows the cluster, with the lines to set; only names count. */
export function checkLayout(paths: readonly string[], options: Options): readonly Complaint[] {
  const { unassigned } = findContext(paths, paths, options)
  const [first] = unassigned
  if (first === undefined) return []
  const clusters = paths.filter(isClusterPath)
  return [
    {
      path: '.github/cortex-review.yml',
      problem: `No cluster is known for ${count(unassigned.length, 'API file')}, such as ${quote(first)}: nothing is checked against a cluster config.`,
      remedy: writeMapping(proposeMapping(unassigned, clusters)).join('\n'),
    },
  ]
}
