"""boto3 with threads, as its users would write it. Prints the same figures as client-run.ts, as a line of JSON."""
import json, resource, sys, time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

port, instance_id, at_once, warm = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
requests = json.load(sys.stdin)
client = boto3.client(
    "connect",
    region_name="eu-central-1",
    endpoint_url=f"http://127.0.0.1:{port}",
    aws_access_key_id="AKIDEXAMPLE",
    aws_secret_access_key="secret",
    config=Config(max_pool_connections=at_once),
)


def call(request):
    answer = client.batch_get_attached_file_metadata(
        InstanceId=instance_id,
        AssociatedResourceArn=request["associatedResourceArn"],
        FileIds=request["fileIds"],
    )
    return len(answer["Files"])


with ThreadPoolExecutor(at_once) as pool:
    list(pool.map(call, requests[:warm]))
    start, used = time.perf_counter(), time.process_time()
    files = sum(pool.map(call, requests[warm:]))
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - used
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"files": files, "seconds": seconds, "cpuSeconds": cpu_seconds, "peakMib": round(peak), "version": boto3.__version__}))
