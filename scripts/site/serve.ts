import { createServer, type Server } from 'node:http'
import { extname } from 'node:path/posix'
import { POLICY } from './layout.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Serves files on 127.0.0.1 only, as a static host would. */
export async function serve(
  files: ReadonlyMap<string, string | Uint8Array>,
  port: number,
): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1')
    const path = decode(pathname.slice(1)).replace(/(^|\/)$/, '$1index.html')
    const content = files.get(path)
    const headers = {
      'content-type': TYPES[extname(path)] ?? 'text/plain; charset=utf-8',
      'content-security-policy': `${POLICY}; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    }
    if (content === undefined) response.writeHead(404, headers).end('Not found')
    else response.writeHead(200, headers).end(content)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
