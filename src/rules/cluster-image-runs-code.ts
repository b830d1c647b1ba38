import { writtenImages } from '../cortex/facts/cluster-images.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-image-runs-code',
  category: 'exposure',
  severity: 'error',
  summary: 'Image value contains shell syntax that runs as a command',
  why: `
    Cortex passes \`image_*\` values to a shell in double quotes, without escaping.
    Backticks, \`$( )\`, and nested quotes are executed in the manager container, which
    holds the AWS credentials of the person who applies the config.
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
          message: `\`${key}\` of cluster ${quote(cluster.cluster_name)} contains shell syntax: part of ${quote(image)} is executed with AWS credentials when the config is applied.`,
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
