import { defineRule } from '../review/rule.ts'

export default defineRule({
  id: 'yaml-invalid',
  category: 'validity',
  severity: 'error',
  summary: 'A Cortex file is not valid YAML',
  why: `
    Cortex stops at the first syntax error and applies nothing of the file. This
    review cannot look into it either, so whatever else the change does remains
    unseen.
  `,
  cortex: [
    {
      fact: 'Tabs as indentation, and values that begin with `%` or a backtick, are syntax errors.',
      source: 'pkg/lib/configreader/reader.go',
    },
  ],
  inspect: {
    file: ({ problems }) =>
      problems.map(({ message, start, end }) => ({ at: [], span: { start, end }, message })),
  },
})
