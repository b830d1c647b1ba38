/** Computes a value when it is first asked for, and keeps it. */
export function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined
  return () => (result ??= { value: compute() }).value
}

/** Computes something of an object when it is first asked for, and keeps it as long as the object. */
export function onceFor<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>()
  return (key) => {
    const result = known.get(key) ?? { value: compute(key) }
    known.set(key, result)
    return result.value
  }
}
