/** The parts of the library's syntax trees that are looked at; its exact version is pinned. */
export interface Node {
  readonly op: string
  readonly args: unknown
  readonly start?: number
  readonly end?: number
  readonly meta: { readonly macro?: Macro; readonly alternate?: unknown }
  readonly checkedType?: { readonly name: string }
  /** Of a call, what is done with its arguments. */
  handle?: (args: readonly unknown[], ...more: readonly unknown[]) => unknown
  evaluate: (...given: readonly unknown[]) => unknown
}

/** A call that gets its arguments as syntax, such as `has(…)`. */
interface Macro {
  readonly args?: readonly Node[]
  typeCheck: (checker: Checker, macro: Macro, context: unknown) => unknown
}

interface Checker {
  readonly check: (node: Node, context: unknown) => unknown
}

/** All nodes of a tree, each once: also those that the library puts in place of others. */
export function listNodes(root: unknown): readonly Node[] {
  const seen = new Set<object>()
  const nodes: Node[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (isNode(value)) {
      nodes.push(value)
      visit(value.args)
      visit(value.meta.alternate)
      visit(value.meta.macro)
    } else if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) {
      Object.values(value).forEach(visit)
    }
  }
  visit(root)
  return nodes
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'op' in value && 'meta' in value
}

/** The name of what a node calls, if it is a call. */
export function calledName({ op, args }: Node): string | undefined {
  return (op === 'call' || op === 'rcall') && Array.isArray(args) ? String(args[0]) : undefined
}

/** Lets `has(…)` check all keys that it names; the library looks at the first name only. */
export function checkKeysOfHas(nodes: readonly Node[]): void {
  for (const { meta } of nodes) {
    const { macro } = meta
    const [argument] = macro?.args ?? []
    if (!macro || !argument || argument.op !== '.') continue
    const { typeCheck } = macro
    macro.typeCheck = (checker, self, context) => {
      checker.check(argument, context)
      return typeCheck(checker, self, context)
    }
  }
}
