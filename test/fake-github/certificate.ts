import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certificate } from './server.ts'

/** A certificate for 127.0.0.1 and `github.test`, and the file of the private CA that signed it. */
export interface Signed extends Certificate {
  readonly caFile: string
}

/** Makes a CA of its own in a folder, as a company has one, and a server's certificate. */
export function makeCertificate(folder: string): Signed {
  const path = (name: string) => join(folder, name)
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

  openssl('req', '-x509', ...key, '-subj', '/CN=Test CA', '-keyout', 'ca.key', '-out', 'ca.pem')
  openssl('req', '-x509', ...key, '-subj', '/CN=github.test', '-keyout', 'key.pem', ...SIGNED)
  return {
    key: readFileSync(path('key.pem'), 'utf8'),
    cert: readFileSync(path('cert.pem'), 'utf8'),
    caFile: path('ca.pem'),
  }
}

const SIGNED = [
  '-addext',
  'subjectAltName=IP:127.0.0.1,DNS:github.test',
  '-addext',
  'basicConstraints=critical,CA:FALSE',
  '-CA',
  'ca.pem',
  '-CAkey',
  'ca.key',
  '-out',
  'cert.pem',
]
