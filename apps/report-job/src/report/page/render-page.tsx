import { createHash } from "node:crypto";
import { renderToString } from "preact-render-to-string";
import type { ReportModel } from "../model/report-model.ts";
import { ReportPage } from "./report-page.tsx";
import { STYLE } from "./style.ts";

/** Nothing is fetched, nothing runs, and the one style sheet is allowed by its hash. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The page as one file that opens from disk. */
export function renderPage(model: ReportModel): string {
  const page = <ReportPage model={model} style={STYLE} contentSecurityPolicy={CONTENT_SECURITY_POLICY} />;
  return `<!doctype html>\n${renderToString(page)}\n`;
}
