import type { Workspace } from '../cortex/files/subject.ts'
import type { YamlDocument } from '../yaml/document.ts'

/** The document of a path on one side, if the file is Cortex's. */
export function documentAt({ files }: Workspace, path: string): YamlDocument | undefined {
  return files.find((file) => file.path === path)?.document
}

/** The text of a line (from 1), without its break; '' past the end. */
export function lineAt({ text, lines }: YamlDocument, line: number): string {
  const { start, end } = lines.lineSpan(line)
  return text.slice(start, end)
}
