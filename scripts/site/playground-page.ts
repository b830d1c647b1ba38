import type { Page } from './layout.ts'

/** The page of the playground; its script fills it. */
export const PLAYGROUND: Page = {
  path: 'playground/index.html',
  title: 'Playground',
  isWide: true,
  styles: ['playground/playground.css'],
  scripts: ['playground/playground.js'],
  body: `<h1>Playground</h1>
<p class="lead">Paste Cortex files, or change these, and see what Cortex Review says. Everything runs in this browser; nothing is sent anywhere.</p>
<div class="toolbar">
<p><label for="example">Example</label> <select id="example"></select></p>
<p><label for="mode">Mode</label> <select id="mode"><option value="review">Review a change</option><option value="audit">Audit files</option></select></p>
<p><label for="version">Cortex version</label> <select id="version"><option value="">As the files say</option></select></p>
<p class="copies"><button type="button" id="copy-link">Copy link</button> <button type="button" id="copy-case">Copy as a test case</button> <button type="button" id="copy-command">Copy the command</button></p>
</div>
<p class="note"><span id="length"></span> <span id="copied" role="status"></span></p>
<textarea id="copy-text" aria-label="Text to copy" hidden readonly rows="6"></textarea>
<div class="bench">
<section class="work" aria-label="Files">
<div class="tabs"><div id="tabs" role="tablist" aria-label="Files"></div><div id="add"></div></div>
<div id="names"></div>
<div id="editors" role="tabpanel"></div>
</section>
<section id="results" aria-label="Result">
<p class="verdict"><span id="status" role="status">Loading …</span> <span id="time"></span></p>
<div class="tabs"><div id="panels" role="tablist" aria-label="Views of the result">
<button type="button" role="tab" id="view-findings" aria-controls="panel-findings" aria-selected="true">Findings</button>
<button type="button" role="tab" id="view-comments" aria-controls="panel-comments" aria-selected="false" tabindex="-1">Comments</button>
<button type="button" role="tab" id="view-summary" aria-controls="panel-summary" aria-selected="false" tabindex="-1">Summary, plan and bill</button>
</div></div>
<div id="panel-findings" role="tabpanel" aria-labelledby="view-findings" tabindex="0"></div>
<div id="panel-comments" role="tabpanel" aria-labelledby="view-comments" tabindex="0" hidden></div>
<div id="panel-summary" role="tabpanel" aria-labelledby="view-summary" tabindex="0" hidden></div>
</section>
</div>
<noscript><p>The playground needs JavaScript. The <a href="../rules/index.html">rules</a> can be read without it.</p></noscript>`,
}
