import { formatVersion } from '../cortex/version.ts'
import { defineRule } from '../review/rule.ts'

export default defineRule({
  id: 'spec-version-changed',
  category: 'validity',
  severity: 'info',
  summary: 'A file takes the form of another version of Cortex',
  why: `
    The forms of most versions exclude each other: the command line of one version
    refuses the files of another, and a cluster cannot be updated in place. Deploy
    the file with the matching command line, to a cluster of that version.
  `,
  cortex: [
    {
      fact: 'A key that a version does not know is an error, in cluster files and in API specs.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  compare: {
    file: {
      *modified(_before, _after, { subject, earlier }) {
        if (!earlier) return

        const was = formatVersion(earlier.file.version)
        const now = formatVersion(subject.file.version)
        // A file that broke or was mended has come to no other version.
        if (was === now) return

        yield { at: [], message: `This becomes a spec for Cortex ${now}; it was one for ${was}.` }
      },
    },
  },
})
