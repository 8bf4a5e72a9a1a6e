import { Duration } from "aws-cdk-lib";
import { Repository } from "aws-cdk-lib/aws-ecr";
import * as ecs from "aws-cdk-lib/aws-ecs";
import type { IRole } from "aws-cdk-lib/aws-iam";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import { ContextAttribute, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { EcsRunFargateTask, type ScheduleTargetBaseProps } from "aws-cdk-lib/aws-scheduler-targets";
import type { Construct } from "constructs";
import { type JobNetwork, jobNetwork } from "./job-network.ts";
import { MetricsLogDriver } from "./metrics-log-driver.ts";
import type { FargateSettings } from "./settings.ts";

export interface FargateJobProps {
  readonly settings: FargateSettings;
  /** The configuration's text. */
  readonly configuration: string;
  readonly role: IRole;
  readonly logGroup: ILogGroup;
  readonly environment: Readonly<Record<string, string>>;
  readonly delivery: ScheduleTargetBaseProps;
}

export interface FargateJob {
  readonly target: EcsRunFargateTask;
  readonly cluster: ecs.ICluster;
  readonly taskDefinition: ecs.FargateTaskDefinition;
  /** The one that a command is for; the other has ended when it begins. */
  readonly container: ecs.ContainerDefinition;
  readonly network: JobNetwork;
}

const CONFIGURATION = "/tmp/attached-files.yaml";

/** The job as a task of Fargate: the image of deploy/oci, which writes to volumes that are gone with the task. */
export function fargateJob(scope: Construct, props: FargateJobProps): FargateJob {
  const { settings, role, logGroup } = props;
  const network = jobNetwork(scope, settings.network);
  // (The CDK's own classes are inexact about optional members of its interfaces.)
  const cluster = new ecs.Cluster(scope, "Cluster", {
    vpc: network.vpc,
    containerInsightsV2: ecs.ContainerInsights.DISABLED,
  }) as ecs.ICluster;
  const taskDefinition = new ecs.FargateTaskDefinition(scope, "Task", {
    cpu: 512,
    memoryLimitMiB: 2048,
    taskRole: role,
    runtimePlatform: {
      cpuArchitecture: settings.architecture === "x64" ? ecs.CpuArchitecture.X86_64 : ecs.CpuArchitecture.ARM64,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
    volumes: ["state", "reports", "tmp"].map((name) => ({ name })),
  });
  const image = ecs.ContainerImage.fromEcrRepository(
    Repository.fromRepositoryName(scope, "Repository", settings.repository),
    settings.tag,
  );
  const container = (name: string, more: Partial<ecs.ContainerDefinitionOptions>): ecs.ContainerDefinition =>
    taskDefinition.addContainer(name, {
      image,
      readonlyRootFilesystem: true,
      linuxParameters: withoutCapabilities(scope, `Linux-${name}`),
      logging: new MetricsLogDriver({ logGroup, streamPrefix: name }),
      ...more,
    });
  const job = container("attached-files", {
    environment: { ...props.environment },
    // A stopped run needs some seconds to let calls end and to keep what it learned.
    stopTimeout: Duration.seconds(60),
  });
  job.addMountPoints(...["state", "reports", "tmp"].map(mount));
  // What was deployed is what runs: the configuration is part of the task, and written to its file before the job begins.
  const configuration = container("configuration", {
    essential: false,
    environment: { CONFIGURATION: props.configuration },
    entryPoint: ["node"],
    command: ["-e", `require("node:fs").writeFileSync(${JSON.stringify(CONFIGURATION)}, process.env.CONFIGURATION)`],
  });
  configuration.addMountPoints(mount("tmp"));
  job.addContainerDependencies({ container: configuration, condition: ecs.ContainerDependencyCondition.SUCCESS });
  const command = ["run", "--config", CONFIGURATION, "--slot", ContextAttribute.scheduledTime];
  const target = new EcsRunFargateTask(cluster, {
    ...props.delivery,
    taskDefinition,
    vpcSubnets: { subnetType: network.subnetType },
    securityGroups: [network.securityGroup],
    assignPublicIp: network.assignPublicIp,
    input: ScheduleTargetInput.fromObject({
      containerOverrides: [{ name: "attached-files", command: [...command, "--time-box", settings.timeBox] }],
    }),
  });
  return { target, cluster, taskDefinition, container: job, network };
}

function withoutCapabilities(scope: Construct, id: string): ecs.LinuxParameters {
  const parameters = new ecs.LinuxParameters(scope, id);
  parameters.dropCapabilities(ecs.Capability.ALL);
  return parameters;
}

function mount(name: string): ecs.MountPoint {
  return { sourceVolume: name, containerPath: `/${name}`, readOnly: false };
}
