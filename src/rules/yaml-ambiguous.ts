import { defineRule } from '../review/rule.ts'

export default defineRule({
  id: 'yaml-ambiguous',
  category: 'validity',
  severity: 'warning',
  summary: 'Cortex silently ignores a part of the file',
  why: `
    Cortex takes the last of several equal keys and reads the first document of a
    file only. It says nothing about the rest, so what a reader takes for the
    setting may not be in effect.
  `,
  inspect: {
    file: ({ oddities }) =>
      oddities.map(({ message, start, end }) => ({ at: [], span: { start, end }, message })),
  },
})
