import type { Workspace } from '../cortex/files/subject.ts'
import { onceFor } from '../text/once.ts'
import type { YamlDocument } from '../yaml/document.ts'

/** The document of a path on one side, if the file is Cortex's. */
export function documentAt(side: Workspace, path: string): YamlDocument | undefined {
  return documentsByPath(side).get(path)
}

const documentsByPath = onceFor(
  ({ files }: Workspace): ReadonlyMap<string, YamlDocument> =>
    new Map(files.map(({ path, document }) => [path, document])),
)

/** The text of a line (from 1), without its break; '' past the end. */
export function lineAt({ text, lines }: YamlDocument, line: number): string {
  const { start, end } = lines.lineSpan(line)
  return text.slice(start, end)
}
