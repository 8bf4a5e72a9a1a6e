import {
  GatewayVpcEndpointAwsService,
  type ISecurityGroup,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from "aws-cdk-lib/aws-ec2";
import type { Construct } from "constructs";
import type { FargateSettings } from "./settings.ts";

export interface JobNetwork {
  readonly vpc: IVpc;
  readonly subnetType: SubnetType;
  /** Without one there is no way to AWS from a public subnet. */
  readonly assignPublicIp: boolean;
  readonly securityGroup: ISecurityGroup;
}

/** From where a task reaches AWS: your subnets, or a network of its own without gateways that cost by the hour. */
export function jobNetwork(scope: Construct, given: FargateSettings["network"]): JobNetwork {
  const isPublic = given?.isPublic ?? true;
  // (The CDK's own classes are inexact about optional members of its interfaces.)
  const vpc = (given === undefined ? ownNetwork(scope) : yourNetwork(scope, given)) as IVpc;
  const securityGroup = new SecurityGroup(scope, "Connections", {
    vpc,
    description: "attached-files: to AWS by HTTPS, and from nowhere",
    allowAllOutbound: false,
  });
  securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "HTTPS");
  const subnetType = isPublic ? SubnetType.PUBLIC : SubnetType.PRIVATE_WITH_EGRESS;
  return { vpc, subnetType, assignPublicIp: isPublic, securityGroup };
}

function ownNetwork(scope: Construct): Vpc {
  return new Vpc(scope, "Network", {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: "public", subnetType: SubnetType.PUBLIC, mapPublicIpOnLaunch: false }],
    gatewayEndpoints: { s3: { service: GatewayVpcEndpointAwsService.S3 } },
  });
}

function yourNetwork(scope: Construct, given: NonNullable<FargateSettings["network"]>): IVpc {
  const { vpcId, subnetIds, isPublic } = given;
  // Nobody here asks in which zones they are.
  const availabilityZones = subnetIds.map(() => "unknown");
  const subnets = isPublic ? { publicSubnetIds: [...subnetIds] } : { privateSubnetIds: [...subnetIds] };
  return Vpc.fromVpcAttributes(scope, "Network", { vpcId, availabilityZones, ...subnets });
}
