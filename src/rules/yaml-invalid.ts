import { defineRule } from '../review/rule.ts'

export default defineRule({
  id: 'yaml-invalid',
  category: 'validity',
  severity: 'error',
  summary: 'Cortex file is not valid YAML',
  why: `
    Cortex stops at the first syntax error and applies nothing in the file. Cortex Review
    cannot read the file either, so its other changes are not reviewed.
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
