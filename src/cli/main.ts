import { parseDocument } from '../source/document.ts'
export async function main(args: readonly string[]): Promise<void> {
  console.log(args, parseDocument('a: b').root)
}
