"""JSON sent to a server and read from it: within a time, of a size, and never on to another address."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import OpenerDirector

MOST_RETRIES = 2
LONGEST_WAIT = 60.0
LARGEST_REPLY = 8_000_000

_AGAIN = (429, 500, 502, 503, 504)


def is_loopback(host: str) -> bool:
    """Whether a host's name is this machine."""
    return host in ("localhost", "::1") or host.startswith("127.")


def call(url: str, body: object, key: str, timeout: float) -> tuple[object, str]:
    """What a server answers as JSON to a POST of the body, or to a GET without one; and why it does not, "" if it does.

    A server that is busy or breaks down is asked again, at most MOST_RETRIES times, after as long as it wishes up to
    LONGEST_WAIT seconds. No redirection is followed, since the key and the text are meant for this server. Never
    raises for what the server does.
    """
    pause = 0.5
    for tries_left in range(MOST_RETRIES, -1, -1):
        try:
            return _tried(url, body, key, timeout), ""
        except HTTPError as error:
            wait = wished_wait(error.headers.get("Retry-After", ""), pause)
            with error:
                if not tries_left or error.code not in _AGAIN or wait > LONGEST_WAIT:
                    return None, _told(error, wait)
            time.sleep(wait)
            pause *= 2
        except _Refused as error:
            return None, str(error)
        except TimeoutError:
            return None, _late(timeout)
        except URLError as error:
            return None, _late(timeout) if isinstance(error.reason, TimeoutError) else _unreachable(error.reason)
        except (OSError, HTTPException) as error:
            return None, f"the connection broke off: {_reason(error)}"
    raise AssertionError("the last try returns")


def short(words: str, most: int = 200) -> str:
    """Words of a stranger on one line, cut."""
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return line if len(line) <= most else line[: most - 1] + "…"


class _Refused(Exception):  # noqa: N818 - it is caught here
    """Why a reply is not read."""


class _NoRedirection(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow none: it becomes an HTTPError."""


def _tried(url: str, body: object, key: str, timeout: float) -> object:
    headers = {"Accept": "application/json", "User-Agent": "cruxmap"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    deadline = time.monotonic() + timeout
    request = Request(url, data, headers)  # noqa: S310 - `endpoint` lets only http and https through
    with _opener(url).open(request, timeout=timeout) as response:
        whole = _whole(response, deadline)
    if not whole.strip():
        raise _Refused("the reply is empty")
    try:
        return json.loads(whole)
    except (ValueError, RecursionError) as error:
        raise _Refused(f"the reply is no JSON: {short(whole[:200].decode('utf-8', 'replace'), 80)}") from error


def _opener(url: str) -> OpenerDirector:
    """What opens the address: by the system's proxies, but for this machine."""
    is_here = is_loopback(urlsplit(url).hostname or "")
    return build_opener(_NoRedirection, ProxyHandler({}) if is_here else ProxyHandler())


def _whole(response: HTTPResponse, deadline: float) -> bytes:
    """The whole reply, however slowly it drips, up to its largest size and the deadline."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65536):
        size += len(part)
        parts.append(part)
        if size > LARGEST_REPLY:
            raise _Refused(f"the reply is larger than {LARGEST_REPLY // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:  # it promised more
        raise _Refused("the reply broke off")
    return b"".join(parts)


def wished_wait(wish: str, otherwise: float) -> float:
    """The seconds a server wishes to be left alone: a number or a date (RFC 9110, Retry-After)."""
    from email.utils import parsedate_to_datetime  # only where a server says so

    if wish.strip().isdecimal():
        return float(wish)
    try:
        then = parsedate_to_datetime(wish)
    except ValueError:
        return otherwise
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


def _told(error: HTTPError, wait: float) -> str:
    """What to say of a reply that is none."""
    if 300 <= error.code < 400:
        there = short(error.headers.get("Location", ""), 80)
        return f"{error.code}: it sends on to {there or 'another address'}, which is not followed"
    try:
        body = error.read(20_000).decode("utf-8", "replace")
    except (OSError, HTTPException):
        body = ""
    try:
        told = json.loads(body)
        said = told.get("error", told)
        said = said.get("message", said) if isinstance(said, dict) else said
    except (ValueError, AttributeError, RecursionError):
        said = body if "<" not in body else ""
    busy = f" (it wants {wait:.0f} seconds of rest)" if wait > LONGEST_WAIT else ""
    return f"{error.code} {short(error.reason or '')}".strip() + busy + (f": {short(str(said))}" if said else "")


def _late(timeout: float) -> str:
    return f"no answer within {timeout:g} seconds"


def _unreachable(reason: object) -> str:
    return f"it cannot be reached: {_reason(reason)}"


def _reason(error: object) -> str:
    return short(str(getattr(error, "strerror", None) or error)) or type(error).__name__
