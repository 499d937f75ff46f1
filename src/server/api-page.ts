import { html } from 'hono/html'
import { z } from '@hono/zod-openapi'
import { failureCatalogue } from '../core/failure.ts'
import type { Language, Words } from '../core/words.ts'
import type { OpenApiDocument } from './openapi.ts'

/** What the page shows of one operation; whatever else the document holds is for programs. */
const operationShape = z.object({
  summary: z.string().default(''),
  description: z.string().default(''),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().optional(),
        schema: z.object({ description: z.string().default('') }).prefault({}),
      }),
    )
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string().default('') })).default({}),
  'x-action': z.string(),
  'x-unit': z.string().optional(),
})
type Operation = z.infer<typeof operationShape>

const words = {
  title: { vi: 'Giao diện lập trình của chiso', en: 'The API of chiso' },
  intro: {
    vi: 'Tài liệu cho chương trình: ',
    en: 'The document for programs: ',
  },
  right: { vi: 'Quyền', en: 'Right' },
  unit: { vi: 'Đơn vị xét quyền', en: 'Unit of the right' },
  parameters: { vi: 'Tham số', en: 'Parameters' },
  body: { vi: 'Nội dung gửi', en: 'Body' },
  answers: { vi: 'Trả lời', en: 'Answers' },
  failures: { vi: 'Mã lỗi', en: 'Failures' },
  required: { vi: 'bắt buộc', en: 'required' },
} satisfies Record<string, Words>

/** A page without scripts, frames or anything from elsewhere: it is read on closed networks. */
export function apiPage(document: OpenApiDocument, language: Language) {
  const say = (key: keyof typeof words) => words[key][language]
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) =>
      section(path, method, operationShape.parse(operation), language),
    ),
  )
  const failures = Object.entries(failureCatalogue).map(
    ([code, entry]) =>
      html`<tr id="${code}"><td><code>${code}</code></td><td>${entry.status}</td><td>${entry[language]}</td></tr>`,
  )
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('title')}</title><link rel="stylesheet" href="/api/trang.css"></head>
<body><main>
<h1>${say('title')}</h1>
<p>${document.info.description ?? ''}</p>
<p>${say('intro')}<a href="/api/openapi.json">/api/openapi.json</a></p>
${operations}
<h2>${say('failures')}</h2>
<table>${failures}</table>
</main></body></html>
`
}

function section(path: string, method: string, operation: Operation, language: Language) {
  const say = (key: keyof typeof words) => words[key][language]
  const { summary, description, parameters, requestBody, responses } = operation
  const unit = operation['x-unit']
  const rows = parameters.map((item) => {
    const kind = item.required ? `${item.in}, ${say('required')}` : item.in
    return html`<li><code>${item.name}</code> (${kind}) ${item.description ?? item.schema.description}</li>`
  })
  const answers = Object.entries(responses).map(
    ([status, answer]) => html`<li><code>${status}</code> ${answer.description}</li>`,
  )
  const types = Object.keys(requestBody?.content ?? {}).join(', ')
  return html`<section>
<h2><code>${method.toUpperCase()} ${path}</code></h2>
<p><strong>${summary}</strong> ${description}</p>
<p>${say('right')}: <code>${operation['x-action']}</code>${
    unit === undefined ? '' : html` · ${say('unit')}: <code>${unit}</code>`
  }</p>
${rows.length > 0 ? html`<h3>${say('parameters')}</h3><ul>${rows}</ul>` : ''}
${types === '' ? '' : html`<p>${say('body')}: <code>${types}</code></p>`}
<h3>${say('answers')}</h3><ul>${answers}</ul>
</section>`
}

export const pageStyle = `body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1, h2, h3 { line-height: 1.25 }
h2 { font-size: 1.15rem; margin-top: 2rem; border-top: 1px solid #bbb; padding-top: 1rem }
h3 { font-size: 1rem; margin-bottom: 0 }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere }
table { border-collapse: collapse }
td { border-bottom: 1px solid #ddd; padding: .25rem .75rem .25rem 0; vertical-align: top }
`
