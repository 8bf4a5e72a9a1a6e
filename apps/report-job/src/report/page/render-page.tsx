import { createHash } from "node:crypto";
import { renderToString } from "preact-render-to-string";
import type { ReportModel } from "../model/report-model.ts";
import { PAGE_SCRIPT } from "./page-script.ts";
import { ReportPage } from "./report-page.tsx";
import { STYLE } from "./style.ts";

/** Nothing is fetched, and nothing but our one style sheet and our one script is allowed, each by its hash. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src '${sha256(STYLE)}'`,
  `script-src '${sha256(PAGE_SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The page as one file that opens from disk. */
export function renderPage(model: ReportModel): string {
  const page = (
    <ReportPage model={model} style={STYLE} script={PAGE_SCRIPT} contentSecurityPolicy={CONTENT_SECURITY_POLICY} />
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}

function sha256(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
