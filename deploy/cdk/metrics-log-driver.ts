import { AwsLogDriver, type ContainerDefinition, type LogDriverConfig } from "aws-cdk-lib/aws-ecs";
import type { Construct } from "constructs";

/**
 * The log driver `awslogs`, with the option by which CloudWatch makes metrics of lines in the embedded metric format also in Regions
 * where it does not do so by itself. The CDK's own has no name for it.
 * https://docs.docker.com/engine/logging/drivers/awslogs/#awslogs-format (2026-11)
 */
export class MetricsLogDriver extends AwsLogDriver {
  override bind(scope: Construct, container: ContainerDefinition): LogDriverConfig {
    const { options, ...config } = super.bind(scope, container);
    return { ...config, options: { ...options, "awslogs-format": "json/emf" } };
  }
}
