"""What the fuzzer cannot make up: somebody who is signed in, ids that are there, and what only mails say."""

import itertools
import json
import os
import time
import urllib.error
import urllib.request

import schemathesis
from hypothesis import strategies
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

API = os.environ["KLARO_API"]
with open(os.environ["KLARO_GROUNDS"], encoding="utf-8") as file:
    GROUNDS = json.load(file)
SEEN = open(os.environ["KLARO_SEEN"], "w", encoding="utf-8")
turn = itertools.count()


def ground(operation):
    return GROUNDS[operation.label]


@schemathesis.hook
def flatmap_path_parameters(context, path_parameters):
    """Mostly ids that are there: what stands behind them is asked nothing otherwise. Hypothesis has to draw them: before each
    example it gives the generator of `random` the same seed, so that what that says first is always the same."""
    known = ground(context.operation)["ids"]
    return strategies.fixed_dictionaries({
        name: strategies.sampled_from(known.get(name, []) * 4 + [value] * len(known.get(name, [value])))
        for name, value in (path_parameters or {}).items()})


@schemathesis.hook
def flatmap_headers(context, headers):
    """Mostly no key: under one that was used before nothing is done."""
    return strategies.sampled_from([without_key(headers)] * 4 + [headers])


@schemathesis.hook
def flatmap_body(context, body):
    """Every other time with what is right: a password, the token of a mail."""
    known = fields(context.operation, body)
    if not known:
        return strategies.just(body)
    right = strategies.fixed_dictionaries({name: strategies.sampled_from(values) for name, values in known.items()})
    return strategies.one_of(right.map(lambda some: {**body, **some}), strategies.just(body))


@schemathesis.hook
def before_add_examples(context, examples):
    for case in examples:
        case.headers = without_key(case.headers)
        case.body = with_fields(case)


@schemathesis.hook
def map_case(context, case):
    """The same for what is listed and not drawn, wherever another part of the request is the one that is tried."""
    if case.meta.phase.name is not TestPhase.COVERAGE:
        return case
    number = next(turn)
    if is_right(case, ParameterLocation.PATH):
        known = ground(context.operation)["ids"]
        case.path_parameters = {
            name: known[name][number % len(known[name])] if name in known else value
            for name, value in case.path_parameters.items()}
    if case.meta.phase.data.parameter_location is not ParameterLocation.HEADER:
        case.headers = without_key(case.headers)
    if number % 2 and is_right(case, ParameterLocation.BODY):
        case.body = with_fields(case, number)
    return case


def is_right(case, location):
    part = case.meta.components.get(location)
    return part is not None and part.mode.is_positive


def fields(operation, body):
    known = ground(operation)["fields"]
    return {name: known[name] for name in known if name in body} if isinstance(body, dict) else {}


def with_fields(case, number=0):
    known = fields(case.operation, case.body)
    return {**case.body, **{name: values[number % len(values)] for name, values in known.items()}} if known else case.body


def without_key(headers):
    return headers and type(headers)({name: value for name, value in headers.items() if name != "Idempotency-Key"})


@schemathesis.hook
def before_call(context, case, kwargs):
    """Signed in when it is sent, and not when it is made up: the call before may have ended the session."""
    token = bearer(ground(context.operation))
    if token:
        case.headers["Authorization"] = "Bearer " + token


def bearer(owner):
    """By the session that there is. The second factor of some could not sign them in again, and a hash takes its time."""
    if "refreshToken" not in owner:
        return None
    answer = post("/v1/sessions/refresh", {"refreshToken": owner["refreshToken"]})
    answer = answer or post("/v1/sessions", {"email": owner["email"], "password": owner["password"]})
    if not answer:
        return None
    owner["refreshToken"] = answer["refreshToken"]
    return answer["accessToken"]


def post(path, body):
    """What is answered; nothing to whoever is not let in. A server that has too much to do is asked again."""
    request = urllib.request.Request(
        API + path, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    for left in reversed(range(5)):
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            if refused.code == 401:
                return None
            if refused.code != 503 or not left:
                raise
            time.sleep(2)


@schemathesis.hook
def after_call(context, case, response):
    """What fuzz.js judges: whether a route was asked with what it knows."""
    if case.method.upper() != case.operation.method.upper():
        return
    problem = response.headers.get("content-type", [""])[0].startswith("application/problem+json")
    refusal = response.json()["type"].rsplit("/", 1)[-1] if problem else None
    SEEN.write(json.dumps({"route": case.operation.label, "status": response.status_code, "problem": refusal}) + "\n")
    SEEN.flush()
