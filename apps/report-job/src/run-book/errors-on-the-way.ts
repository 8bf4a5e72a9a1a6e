import { check, LAST_RUNS, type RunBookEntry, SAME_SLOT_AGAIN } from "./run-book-entry.ts";

export const BY_OPERATION: RunBookEntry["confirm"][number] = [
  "attached-files query \"SELECT scope, error_code, any_value(error_message) AS message, count(*) AS files FROM files WHERE outcome = 'failed' GROUP BY ALL\"",
  "how many files it is about, and what the service says",
];

/** What each error means that tells of the way to AWS, or of who stands on it. */
export const ERRORS_ON_THE_WAY = {
  SourceUnreachable: {
    title: "Nobody there: SourceUnreachable",
    means:
      "No connection to the service: the network, a name that is not found, a proxy, a certificate, or an endpoint that is wrong.",
    confirm: [
      check("the lines about endpoints and proxies; run it where the job runs"),
      [
        "curl -sSI https://connect.eu-central-1.amazonaws.com",
        "any answer at all (with the scope's Region), from where the job runs",
      ],
      [LAST_RUNS, "since when"],
    ],
    mend: [
      "Look at the address that the message names. One that is none of AWS's is set (endpoint of the scope, AWS_ENDPOINT_URL…): ECONNREFUSED says that nothing listens there, ENOTFOUND that there is no such host; correct it, or start what is to listen. Else look at the way out: security group, route, NAT or VPC endpoint, proxy (NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY), NODE_EXTRA_CA_CERTS.",
      "ENOTFOUND of an address with a Region in it, as connect.eu-centrl-1.amazonaws.com: look first whether the Region is spelt right (region of the scope, or of the bucket's section; AWS_REGION; the profile's); else at the name server of the machine, and at the way out.",
      "Look at endpoint of the scope and AWS_ENDPOINT_URL…. Amazon Connect Cases is in some Regions only. If the message says that the scope searches another place than before, the run was given up and what was known stands: correct what was changed.",
      SAME_SLOT_AGAIN,
    ],
  },
  SourceTimeout: {
    title: "No answer in time: SourceTimeout",
    means:
      "Nobody answered a request within run.requestTimeoutSeconds, or none of them before the time of the run was over ('nothing answered in … s from …', with the host that was asked). More time mends nothing.",
    confirm: [
      check("the lines about endpoints and proxies; run it where the job runs"),
      [
        "curl -sSI --max-time 20 https://connect.eu-central-1.amazonaws.com",
        "any answer at all (with the host that the message names), from where the job runs",
      ],
      BY_OPERATION,
      [LAST_RUNS, "since when"],
    ],
    mend: [
      "Look at the host that is asked (region and endpoint of the scope, AWS_ENDPOINT_URL…): a wrong one may never answer. If it is right, something on the way drops packets: security group, route, NAT or VPC endpoint, proxy (NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY).",
      "Neither: look at the AWS Health Dashboard for Amazon Connect in the Region, and wait.",
      SAME_SLOT_AGAIN,
    ],
  },
  ForeignAnswer: {
    title: "A stranger answered: ForeignAnswer",
    means:
      "An error came back that AWS did not write, as an HTML page with status 502, 503 or 504: most likely a proxy, a load balancer or a gateway between the job and Amazon Connect could not reach it, or would not let the call pass. The message names the status and the type of the content. It was tried again where such a status usually passes.",
    confirm: [
      check("the lines about endpoints and proxies; run it where the job runs"),
      BY_OPERATION,
      [
        "curl -sSI https://connect.eu-central-1.amazonaws.com",
        "who answers (Server, Via), with the scope's Region or its own endpoint, from where the job runs",
      ],
      [LAST_RUNS, "since when"],
    ],
    mend: [
      "Find out who answered: 'curl -sSI' of the address, from where the job runs, shows Server and Via. A proxy: look at HTTPS_PROXY and NO_PROXY, and ask its owner whether it is up and lets the endpoints of Amazon Connect and Cases pass; 403 and 407 are its refusals, not AWS's. A VPC endpoint needs no proxy: name its host in NO_PROXY.",
      "An endpoint of your own: look at endpoint of the scope and AWS_ENDPOINT_URL…, and at the load balancer behind that name.",
      "Neither: look at the AWS Health Dashboard, because a load balancer of AWS's own answers so, too.",
      SAME_SLOT_AGAIN,
    ],
  },
  UnexpectedAnswer: {
    title: "Not understood: UnexpectedAnswer",
    means:
      "Something answered that is not what Amazon Connect answers: a sign-in page, half an answer, a fake, or a new form.",
    confirm: [
      BY_OPERATION,
      ["curl -sSI https://connect.eu-central-1.amazonaws.com", "who answers, from where the job runs"],
    ],
    mend: ["Look at proxies and at endpoint of the scope. If it is AWS itself, report it with the log."],
  },
} satisfies Readonly<Record<string, RunBookEntry>>;
