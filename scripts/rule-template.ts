/** Ids of rules that compare two sides name an event. */
const EVENT = /-(?:[a-z]+ed|lost|taken|shrunk)$/

/** A rule that works, for its author to change; its id tells whether it compares two sides. */
export function renderRule(id: string): string {
  return `import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const PATH = ['autoscaling', 'min_replicas']

export default defineRule({
  id: '${id}',
  category: 'capacity',
  severity: 'warning',
  summary: 'An API may run with fewer than two replicas',
  why: \`
    With one replica, every restart and every lost instance is an outage. Keep at
    least two, so that one can answer while the other starts.
  \`,
  cortex: [
    {
      fact: '\`min_replicas\` is 1 by default.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['Nobody waits for the answers of the API.'],
${EVENT.test(id) ? COMPARE : INSPECT}})
`
}

const COMPARE = `  compare: {
    api: {
      *modified(before, after, { isWritten }) {
        const [was, now] = [before, after].map(({ autoscaling }) => autoscaling?.min_replicas)
        if (was === undefined || now === undefined || was < 2 || now >= 2) return

        const value = isWritten(PATH) ? quote(String(now)) : \`the default \${quote(String(now))}\`
        yield {
          at: PATH,
          message: \`\\\`min_replicas\\\` lowered from \${quote(String(was))} to \${value} on API \${quote(after.name)}: a restart of its only replica is an outage.\`,
          fix: {
            title: \`Restore \\\`min_replicas: \${was}\\\`\`,
            safety: 'safe',
            edits: [{ op: 'restore', path: PATH }],
          },
        }
      },
    },
  },
`

const INSPECT = `  inspect: {
    *api({ name, autoscaling }) {
      if (!autoscaling || autoscaling.min_replicas >= 2) return

      yield {
        at: PATH,
        message: \`\\\`min_replicas\\\` of API \${quote(name)} is \${quote(String(autoscaling.min_replicas))}: a restart of its only replica is an outage.\`,
        fix: {
          title: 'Set \`min_replicas: 2\`',
          safety: 'unsafe',
          edits: [{ op: 'set', path: PATH, value: 2 }],
        },
      }
    },
  },
`

/** The case file of that rule: one case that reports and one that is quiet. */
export function renderCaseFile(): string {
  return `## one replica is left

\`\`\`diff change cortex.yaml
 - name: iris
   kind: RealtimeAPI
   pod:
     containers:
       - name: api
         image: iris:1.4.2
   autoscaling:
-    min_replicas: 2 # one may restart
+    min_replicas: 1
\`\`\`

## quiet: two replicas are left

\`\`\`diff change cortex.yaml
 - name: iris
   kind: RealtimeAPI
   pod:
     containers:
       - name: api
         image: iris:1.4.2
   autoscaling:
-    min_replicas: 3
+    min_replicas: 2
\`\`\`
`
}
