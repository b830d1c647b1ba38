import type { Container } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'command-removed',
  category: 'availability',
  severity: 'warning',
  summary: '`command` removed; the `ENTRYPOINT` of the image runs instead',
  why: `
    Without \`command\`, the container starts the \`ENTRYPOINT\` of its image, with \`args\`
    or else the \`CMD\` of the image. If that is another program, or one that exits, the
    pods never become ready and the rolling update stalls.
  `,
  cortex: [
    {
      fact: 'Without `command` the image’s `ENTRYPOINT` starts, without `args` its `CMD` is passed on.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The image starts the same program by itself.'],
  versions: { from: 36 },
  compare: {
    container: {
      *modified(before, after, { api }) {
        if ((after.command ?? []).length > 0 || !before.command) return
        if (before.command.length === 0 || api.kind === 'BatchAPI' || api.kind === 'TaskAPI') return
        // A new image may well bring the command along.
        if (before.image !== after.image) return

        const was = before.command.join(' ')
        yield {
          at: ['command'],
          message: `\`command\` removed from container ${quote(after.name)} of API ${quote(api.name)}: ${describeStart(after)} starts instead of ${quote(was)}.`,
          fix: {
            title: 'Restore `command`',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['command'] }],
          },
        }
      },
    },
  },
})

function describeStart({ args }: Container): string {
  const passed = (args ?? []).length > 0 ? ' with `args`' : ''
  return `the \`ENTRYPOINT\` of the image${passed}`
}
