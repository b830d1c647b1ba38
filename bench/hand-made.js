// What a team might write for itself: parses the given files with `yaml` and checks five values.
// `npm run bench` measures Cortex Review against it, bundled.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'

let findings = 0
for (const path of process.argv.slice(2)) {
  const isFolder = statSync(path).isDirectory()
  for (const file of isFolder ? readdirSync(path) : ['']) check(join(path, file))
}
process.exitCode = findings > 0 ? 1 : 0

function check(path) {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines })
  const report = (keys, message) => {
    const offset = document.getIn(keys, true)?.range?.[0] ?? 0
    console.log(`${path}:${lines.linePos(offset).line}: ${message}`)
    findings += 1
  }

  const values = document.toJS()
  if (Array.isArray(values)) {
    for (const [index, api] of values.entries()) {
      if (api.pod?.max_queue_length > 100) {
        report([index, 'pod', 'max_queue_length'], 'The queue is long')
      }
      for (const [at, { image }] of (api.pod?.containers ?? []).entries()) {
        const keys = [index, 'pod', 'containers', at, 'image']
        if (image?.endsWith(':latest')) report(keys, 'The image is not pinned')
      }
    }
    return
  }
  for (const key of ['api_load_balancer_scheme', 'operator_load_balancer_scheme']) {
    if (values?.[key] === 'internet-facing') report([key], 'The load balancer is public')
  }
  if (values?.subnet_visibility === 'public') report(['subnet_visibility'], 'The nodes are public')
}
