import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

/** The buckets of reports and state: encrypted, reached by TLS alone, closed to the public, and kept when the stack goes. */
export function jobBuckets(scope: Construct, names: readonly string[]): readonly Bucket[] {
  return names.map(
    (bucketName, index) =>
      new Bucket(scope, index === 0 ? "Bucket" : `Bucket${index + 1}`, {
        bucketName,
        encryption: BucketEncryption.S3_MANAGED,
        enforceSSL: true,
        minimumTLSVersion: 1.2,
        blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
        objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
        removalPolicy: RemovalPolicy.RETAIN,
        // What was replaced or removed by mistake can be had back for a week. The state is replaced in every run.
        versioned: true,
        lifecycleRules: [
          {
            noncurrentVersionExpiration: Duration.days(7),
            expiredObjectDeleteMarker: true,
            abortIncompleteMultipartUploadAfter: Duration.days(1),
          },
        ],
      }),
  );
}
