import { show } from "@attached-files/core";

type Environment = Readonly<Record<string, string | undefined>>;

const PROTOCOLS = ["http/protobuf", "http/json"] as const;
const SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

/** What a collector takes, in OpenTelemetry's own words. */
export type OtlpProtocol = (typeof PROTOCOLS)[number];

/** What the standard variables ask for, as far as the exporters do not read them themselves. */
export interface TelemetrySettings {
  /** Undefined: no metrics are exported. */
  readonly metrics: OtlpProtocol | undefined;
  readonly traces: OtlpProtocol | undefined;
  /** What one export may take, its retries too; and so the end of a run with a collector that is dead. */
  readonly timeoutMs: number;
  readonly exportIntervalMs: number;
  /** The part of runs that are traced, from 0 to 1. */
  readonly tracedPart: number;
  /** Variables that cannot be obeyed, in sentences. What they are about is off, or has its default. */
  readonly problems: readonly string[];
}

/** OpenTelemetry's default is 10 s, which a function or a job that ends would wait for a collector that is not there. */
const TIMEOUT_MS = 5000;
const LONGEST_TIMEOUT_MS = 30_000;
const EXPORT_INTERVAL_MS = 60_000;

/**
 * Reads OpenTelemetry's variables. A signal is on where an endpoint or an exporter is named for it, and never otherwise.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ (2026-11)
 */
export function telemetrySettings(environment: Environment): TelemetrySettings {
  const problems: string[] = [];
  const isDisabled = environment.OTEL_SDK_DISABLED?.trim().toLowerCase() === "true";
  const signal = (name: "METRICS" | "TRACES"): OtlpProtocol | undefined =>
    isDisabled ? undefined : protocolOf(name, environment, problems);
  const [metrics, traces] = [signal("METRICS"), signal("TRACES")];
  if (metrics === undefined && traces === undefined) {
    const rest = { timeoutMs: TIMEOUT_MS, exportIntervalMs: EXPORT_INTERVAL_MS, tracedPart: 1 };
    return { metrics, traces, ...rest, problems };
  }
  const milliseconds = (variable: string, most: number, otherwise: number): number =>
    Math.min(most, numberIn(variable, environment, { least: 1, most: 2 ** 31 - 1, otherwise }, problems));
  return {
    metrics,
    traces,
    timeoutMs: milliseconds("OTEL_EXPORTER_OTLP_TIMEOUT", LONGEST_TIMEOUT_MS, TIMEOUT_MS),
    exportIntervalMs: milliseconds("OTEL_METRIC_EXPORT_INTERVAL", 86_400_000, EXPORT_INTERVAL_MS),
    tracedPart: traces === undefined ? 1 : tracedPart(environment, problems),
    problems,
  };
}

function protocolOf(signal: "METRICS" | "TRACES", environment: Environment, problems: string[]) {
  const exporter = given(environment, `OTEL_${signal}_EXPORTER`);
  if (exporter?.value === "none") return undefined;
  if (exporter !== undefined && exporter.value !== "otlp") {
    problems.push(sentence(exporter, "'otlp' or 'none'", `no ${signal.toLowerCase()} are exported`));
    return undefined;
  }
  const endpoint =
    given(environment, `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`) ?? given(environment, "OTEL_EXPORTER_OTLP_ENDPOINT");
  if (exporter === undefined && endpoint === undefined) return undefined;
  if (endpoint !== undefined && !isWebAddress(endpoint.value)) {
    problems.push(sentence(endpoint, "an address, http:// or https://", `no ${signal.toLowerCase()} are exported`));
    return undefined;
  }
  const protocol =
    given(environment, `OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`) ?? given(environment, "OTEL_EXPORTER_OTLP_PROTOCOL");
  if (protocol === undefined) return PROTOCOLS[0];
  const known = PROTOCOLS.find((name) => name === protocol.value);
  if (known === undefined) {
    problems.push(sentence(protocol, "'http/protobuf' or 'http/json'", `no ${signal.toLowerCase()} are exported`));
  }
  return known;
}

function tracedPart(environment: Environment, problems: string[]): number {
  const sampler = given(environment, "OTEL_TRACES_SAMPLER");
  if (sampler === undefined) return 1;
  const name = SAMPLERS.find((known) => known === sampler.value);
  if (name === undefined) problems.push(sentence(sampler, `one of ${SAMPLERS.join(", ")}`, "every run is traced"));
  if (name?.endsWith("always_off") === true) return 0;
  if (name?.endsWith("traceidratio") !== true) return 1;
  return numberIn("OTEL_TRACES_SAMPLER_ARG", environment, { least: 0, most: 1, otherwise: 1 }, problems);
}

interface Given {
  readonly variable: string;
  readonly value: string;
}

/** An empty variable is none, as OpenTelemetry has it. */
function given(environment: Environment, variable: string): Given | undefined {
  const value = environment[variable]?.trim() ?? "";
  return value === "" ? undefined : { variable, value };
}

function numberIn(
  variable: string,
  environment: Environment,
  { least, most, otherwise }: { readonly least: number; readonly most: number; readonly otherwise: number },
  problems: string[],
): number {
  const text = given(environment, variable);
  if (text === undefined) return otherwise;
  const value = Number(text.value);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  problems.push(sentence(text, `a number from ${least} to ${most}`, `${otherwise} stands instead`));
  return otherwise;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function sentence({ variable, value }: Given, expected: string, effect: string): string {
  return `environment variable ${variable}: expected ${expected}, received ${show(value)}; ${effect}.`;
}
