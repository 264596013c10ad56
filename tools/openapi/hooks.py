"""What the fuzzer cannot make up: somebody who is signed in, and ids that are there."""

import json
import os
import random
import urllib.request

import schemathesis

API = os.environ["KLARO_API"]
KNOWN = json.loads(os.environ["KLARO_KNOWN"])


@schemathesis.auth(cache_by_key=None, refresh_interval=None)
class SignedIn:
    """A session of its own for each call: many of them end the one they came with."""

    def get(self, case, context):
        body = json.dumps({"email": KNOWN["email"], "password": KNOWN["password"]}).encode()
        request = urllib.request.Request(
            API + "/v1/sessions", data=body, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["accessToken"]

    def set(self, case, data, context):
        case.headers["Authorization"] = "Bearer " + data


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Mostly ids that are there: what stands behind them is asked nothing otherwise."""
    for name, value in KNOWN["ids"].items():
        if path_parameters and name in path_parameters and random.random() < 0.8:
            path_parameters[name] = value
    return path_parameters
