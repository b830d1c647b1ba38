import { writtenImages } from '../cortex/facts/cluster-images.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-image-runs-code',
  category: 'exposure',
  severity: 'error',
  summary: 'The name of an image is run as a command when the cluster is set up',
  why: `
    Cortex hands the \`image_*\` values to a shell in double quotes and without a check.
    What stands in backticks or \`$( )\`, or after another quote, is executed in the
    container that holds the AWS credentials of whoever applies the file.
  `,
  cortex: [
    {
      fact: 'Every value of the config is exported in double quotes, without escaping.',
      source: 'manager/cluster_config_env.py',
    },
    {
      fact: 'The command line evaluates these exports in a shell in the container that sets the cluster up.',
      source: 'cli/cmd/lib_manager.go',
    },
  ],
  inspect: {
    *cluster(cluster, { subject }) {
      for (const { key, image } of writtenImages(subject)) {
        if (!runsCode(image)) continue
        yield {
          at: [key],
          message: `A shell runs part of \`${key}\` of cluster ${quote(cluster.cluster_name)} as a command, with AWS credentials at hand: ${quote(image)} is no image.`,
        }
      }
    },
  },
})

/** The variables of templates, also with a default, are only replaced. */
const VARIABLE = /\$\{[A-Za-z_]\w*(?::?-[\w./:-]*)?\}|\$\{\{[^{}]*\}\}/g

function runsCode(image: string): boolean {
  return /[`"]|\\$|\$[({]/.test(image.replace(VARIABLE, ''))
}
