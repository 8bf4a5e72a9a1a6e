// The domains of AWS's own endpoints, VPC endpoints included, in all partitions.
const AWS_DOMAINS =
  /\.(amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|api\.aws|api\.amazonwebservices\.com\.cn|c2s\.ic\.gov|sc2s\.sgov\.gov|csp\.hci\.ic\.gov|cloud\.adc-e\.uk)$/;

/** Whether an endpoint is one of AWS's, so that its answers are of real files. */
export function isAwsAddress(endpoint: string): boolean {
  return URL.canParse(endpoint) && AWS_DOMAINS.test(new URL(endpoint).hostname);
}
