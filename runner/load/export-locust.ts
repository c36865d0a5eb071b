// Writes a scenario as a self-contained locustfile: the same sessions, ids, markers and checks, for several machines.

import { variableFor, type ExportPlan } from './export-plan.ts';

/** Error kinds and step names are those of our own engine, so that figures of both can be laid side by side. */
export function locustfile(plan: ExportPlan): string {
  const { url, secretHeaders, ...rest } = plan;
  const { origin, pathname, search } = new URL(url);
  const headers = secretHeaders.map((name) => [name, variableFor(name)] as const);
  return `${HEAD}
HOST = ${pythonText(origin)}
PATH = ${pythonText(pathname + search)}
# Values of these come from the environment: name of the header, name of the variable.
SECRET_HEADERS = json.loads(${pythonText(JSON.stringify(Object.fromEntries(headers)))})
PLAN = json.loads(${pythonText(JSON.stringify(rest))})
${BODY}`;
}

/** JSON with what Python reads differently escaped; a JSON text is a Python text but for that. */
const pythonText = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const HEAD = `# An MCP scenario for Locust, written by \`assay load export --engine locust\`.
#
#   locust -f locustfile.py --headless -u 50 -r 10 -t 60s                    one machine
#   locust -f locustfile.py --master --expect-workers 2 --headless …          and on each worker:
#   locust -f locustfile.py --worker --master-host <master>
#   assay load import assay-locust.json                                       back into a report
#
# Every answer is checked: id, session, JSON-RPC, content. An error inside HTTP 200 is a failure.
import itertools
import json
import os
import random
import re
import time

import locust
import locust.runners

# Debian builds Locust with an empty version, and a master refuses workers whose version it cannot read.
for _module in (locust, locust.runners):
    if not getattr(_module, "__version__", ""):
        _module.__version__ = "0.0.0"

from locust import FastHttpUser, constant, events, task
from locust.exception import StopUser
`;

const BODY = `
RUN = "%06x" % random.randrange(16**6)
# Requests of the scenario that each user sends at most; 0 is as many as there is time for.
PER_USER = int(os.environ.get("ASSAY_REQUESTS_PER_USER", "0"))
MARKER = re.compile("am" + RUN + r"x\\d{10}y")
_ids = itertools.count(random.randrange(1, 9) * 10**9 + random.randrange(10**8))


def _sorted(value):
    """JSON with sorted keys and without _meta, as the scenario keeps results."""
    if isinstance(value, list):
        return "[" + ",".join(_sorted(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + _sorted(value[k]) for k in sorted(value) if k != "_meta") + "}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False)


def _response_in(text, id):
    """The JSON-RPC response in a body: JSON, or the last event of a stream that is one."""
    if not text.lstrip().startswith(("event:", "data:", "id:", "retry:", ":")):
        return text
    found = ""
    for block in re.split(r"\\r?\\n\\r?\\n", text):
        data = "\\n".join(line[5:].lstrip(" ") for line in block.splitlines() if line.startswith("data:"))
        if '"result"' in data or '"error"' in data:
            found = data
    return found


def judge(step, response, id, marker, session):
    """None for a right answer, else the kind of error."""
    status = response.status_code
    if status == 0:
        return "closed"
    if status == 429:
        return "rate-limited 429"
    if status != 200:
        return "no-answer" if status < 300 else "http %d" % status
    named = response.headers.get("Mcp-Session-Id") if response.headers else None
    if session and named and named != session:
        return "wrong-session"
    text = _response_in(response.text or "", id)
    if not text:
        return "no-answer"
    try:
        message = json.loads(text)
    except ValueError:
        return "not-json"
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        return "not-json-rpc"
    error = message.get("error")
    if message.get("id") != id and not (isinstance(error, dict) and message.get("id") is None):
        return "wrong-id"
    if isinstance(error, dict):
        return "json-rpc-error %s" % error.get("code", "?")
    result = message.get("result")
    if not isinstance(result, dict):
        return "not-json-rpc"
    if result.get("isError") is True:
        return "tool-error"
    if step["list"] and not isinstance(result.get(step["list"]), list):
        return "wrong-content"
    if step["echo"]:
        if any(found != marker for found in MARKER.findall(text)):
            return "crossed"
        if marker not in text:
            return "wrong-content"
    if step["contains"] and step["contains"] not in text:
        return "wrong-content"
    if step["result"] is not None and _sorted(result) != step["result"]:
        return "changed-content"
    return None


@events.quitting.add_listener
def write_results(environment, **_kwargs):
    """All figures in one file, by whoever has them all: the master, or the only process."""
    if isinstance(environment.runner, locust.runners.WorkerRunner):
        return
    stats = environment.stats
    results = {
        "format": "assay-locust/1",
        "revision": PLAN["revision"],
        "elapsedSeconds": max(0.001, (stats.total.last_request_timestamp or 0) - (stats.total.start_time or 0)),
        "entries": [
            {"name": one.name, "count": one.num_requests, "failures": one.num_failures, "total": one.total_response_time,
             "max": one.max_response_time, "times": {str(ms): n for ms, n in one.response_times.items()}}
            for one in stats.entries.values()
        ],
        "errors": [{"name": one.name, "error": str(one.error), "occurrences": one.occurrences} for one in stats.errors.values()],
        "seconds": {str(second): n for second, n in stats.total.num_reqs_per_sec.items()},
    }
    with open(os.environ.get("ASSAY_RESULTS", "assay-locust.json"), "w", encoding="utf-8") as file:
        json.dump(results, file)


class McpUser(FastHttpUser):
    host = HOST
    wait_time = constant(0)
    network_timeout = 10.0
    connection_timeout = 10.0

    def on_start(self):
        self.next = random.randrange(1000)
        self.sent = 0
        self.open()

    def on_stop(self):
        self.end()

    def base_headers(self):
        headers = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
        for name, variable in SECRET_HEADERS.items():
            headers[name] = os.environ.get(variable, "")
        return headers

    def open(self):
        self.session = None
        self.used = 0
        self.headers = self.base_headers()
        if PLAN["revision"] >= "2025-06-18" and PLAN["era"] == "per-request":
            self.headers["MCP-Protocol-Version"] = PLAN["revision"]
        if PLAN["era"] != "initialize":
            return
        step = {"name": "initialize", "parts": PLAN["initialize"], "headers": {}, "list": None, "echo": False, "contains": None, "result": None}
        self.session = self.send(step)
        if PLAN["revision"] >= "2025-06-18":
            self.headers["MCP-Protocol-Version"] = PLAN["revision"]
        if self.session:
            self.headers["Mcp-Session-Id"] = self.session
        self.client.post(PATH, data=PLAN["initialized"], headers=self.headers, name="(initialized)")

    def end(self):
        if self.session:
            with self.client.delete(PATH, headers=self.headers, name="(end)", catch_response=True) as response:
                response.success()
        self.session = None

    def send(self, step):
        """Sends a step, judges its answer, gives back the session id the answer names."""
        id = next(_ids)
        marker = "am%sx%010dy" % (RUN, id % 10**10)
        body = marker.join(step["parts"]) + str(id) + "}"
        headers = {**self.headers, **step["headers"]}
        with self.client.post(PATH, data=body, headers=headers, name=step["name"], catch_response=True) as response:
            wrong = judge(step, response, id, marker, self.session)
            if wrong is None:
                response.success()
            else:
                response.failure(wrong)
            self.gone = self.session is not None and response.status_code in (400, 404)
            return response.headers.get("Mcp-Session-Id") if response.headers else None

    @task
    def step(self):
        steps = PLAN["steps"]
        if PLAN["order"] == "sequence":
            chosen = steps[self.next % len(steps)]
            self.next += 1
        else:
            chosen = random.choices(steps, [one["weight"] for one in steps])[0]
        self.send(chosen)
        self.used += 1
        self.sent += 1
        if PER_USER and self.sent >= PER_USER:
            raise StopUser()
        if self.gone or (PLAN["requestsPerSession"] and self.used >= PLAN["requestsPerSession"]):
            self.end()
            self.open()
`;
