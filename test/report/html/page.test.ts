import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { parseHash, rowsToCsv, selectRows, toHash } from '../../../src/report/html/client/state.ts'
import { renderHtml } from '../../../src/report/html/page.ts'
import { listFindingRows } from '../../../src/report/html/rows.ts'
import { html, link, prose, toScriptJson } from '../../../src/report/html/text.ts'
import { auditedOf, auditOf, FILES, hostileAudit } from '../audit/samples.ts'

const audit = auditOf([auditedOf(FILES)])
const page = renderHtml(audit)

function digest(text = ''): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

describe('the page', () => {
  it('allows its own script and style only, by their hashes', () => {
    const [, policy = ''] =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`script-src '${digest(/<script>([^]*?)<\/script>/.exec(page)?.[1])}'`)
    expect(policy).toContain(`style-src '${digest(/<style>([^]*?)<\/style>/.exec(page)?.[1])}'`)
    expect(policy).not.toContain('unsafe')
    expect(/ style="| on[a-z]+="|src="/.exec(page)).toBeNull()
  })

  it('links findings to their lines at the commit, and to the pages of their rules', () => {
    expect(page).toMatch(
      /https:\/\/github\.com\/acme\/ml\/blob\/c0ffee0+\/clusters\/prod\.yaml#L\d+/,
    )
    expect(page).toContain('https://example.com/rules/operator-load-balancer-public.md')
  })

  it('has the numbers of every plot as a table', () => {
    const plots = page.match(/<svg class="plot"/g) ?? []
    expect(plots).toHaveLength(4)
    expect(page.match(/<details><summary>Numbers/g)).toHaveLength(plots.length)
  })

  it('shows findings over time once there was an earlier report', () => {
    expect(page.includes('Findings over time')).toBe(false)
    expect(renderHtml(auditOf([auditedOf(FILES)], { earlier: audit }))).toContain(
      'Findings over time',
    )
  })

  it('takes names, values and paths for nothing but text', () => {
    const hostile = renderHtml(hostileAudit())
    expect(hostile.match(/<script\b/g)).toHaveLength(2)
    expect(hostile.match(/<\/script>/g)).toHaveLength(2)
    expect(/<img|<svg onload|javascript:/.exec(hostile)).toBeNull()
    expect(hostile.includes('&lt;img src=x onerror=alert(1)&gt;')).toBe(true)
  })

  it('says so where there is nothing', () => {
    expect(renderHtml(auditOf([]))).toContain('No findings.')
  })
})

describe('text in HTML', () => {
  it('is escaped in content and in attributes', () => {
    expect(html`<a title="${'"<&>\''}">${['x'].map((each) => html`<b>${each}</b>`)}</a>`.html).toBe(
      '<a title="&quot;&lt;&amp;&gt;&#39;"><b>x</b></a>',
    )
  })

  it('shows what would hide or turn text', () => {
    expect(html`${'a\u202eb\u0000'}`.html).toBe('a\\u{202e}b␀')
  })

  it('has code between backticks', () => {
    expect(prose('`a<b` is `c').html).toBe('<code>a&lt;b</code> is `c')
  })

  it('leads to the web only', () => {
    expect(link('javascript:alert(1)', 'x').html).toBe('x')
    expect(link('https://a.b/"c', 'x').html).toContain('href="https://a.b/&quot;c"')
  })

  it('cannot end the script that holds it', () => {
    const value = { a: '</script><!--\u2028' }
    expect(toScriptJson(value)).not.toMatch(/[<>\u2028]/)
    expect(JSON.parse(toScriptJson(value))).toEqual(value)
  })
})

describe('the table', () => {
  const rows = listFindingRows(hostileAudit())
  const of = (hash: string) => selectRows(rows, parseHash(hash)).map((index) => rows[index])

  it('filters by address', () => {
    expect(of('#rule=queue-too-long&repo=acme%2Fml')).toEqual([
      expect.objectContaining({ rule: 'queue-too-long', repo: 'acme/ml' }),
    ])
    expect(of('#owner=%40acme%2Fcloud').every((row) => row?.path.startsWith('clusters/'))).toBe(
      true,
    )
    expect(of('#q=IRIS%20queue').length).toBe(1)
    expect(of('#rule=none')).toEqual([])
  })

  it('sorts by a column, both ways', () => {
    const paths = of('#sort=path').map((row) => row?.path)
    const back = of('#sort=-path').map((row) => row?.path)
    expect(new Set(paths).size).toBeGreaterThan(2)
    expect(back).toEqual(paths.toReversed())
    expect(new Set(of('#sort=-severity').map((row) => row?.severity)).values().next().value).toBe(
      'info',
    )
  })

  it('keeps its state in the address', () => {
    const hash = '#rule=a&repo=b%2Fc&sort=-since'
    expect(toHash(parseHash(hash))).toBe(hash)
    expect(toHash(parseHash(''))).toBe('')
    expect(parseHash('#constructor=x&sort=__proto__').filters).toEqual({})
  })

  it('is the same as CSV', () => {
    const lines = rowsToCsv(listFindingRows(audit)).trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + (audit.repositories[0]?.report.findings.length ?? 0))
    expect(lines[0]).toContain('severity,rule,repository,path,line,message')
  })
})
