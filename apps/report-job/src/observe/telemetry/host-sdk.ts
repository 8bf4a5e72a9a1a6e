/** Where OpenTelemetry's API keeps what a host has registered, so that all copies of it in a process find it. */
const REGISTERED = Symbol.for("opentelemetry.js.api.1");

/** Whether somebody has registered anything: where nobody has, the API need not even be loaded. */
export function isHostSdkRegistered(): boolean {
  return REGISTERED in globalThis;
}
