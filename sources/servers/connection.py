"""HTTP with a server: within a time, asked again while it is busy, and never on to another machine."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpx  # this module is loaded only where a server is asked
from msgspec import Struct

from ..model_http import LONGEST_WAIT, is_loopback, short, wished_wait
from . import Fault
from .address import PASSWORD, TOKEN, USER

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from .address import Login, Patience

LARGEST_REPLY = 1_000_000_000
SLOWEST = 500  # bytes a second
FIRST_PAUSE = 0.5
MOST_REDIRECTIONS = 5
AGAIN = (408, 425, 429, 500, 502, 503, 504)
REFUSED = (401, 403)
PACKED = ("", "identity", "gzip", "deflate")


class Reply(Struct, frozen=True):
    """What a server answered: its status, the sort of the body, the body, and what the server calls itself."""

    status: int
    kind: str = ""
    body: bytes = b""
    server: str = ""
    retry_after: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it did as asked."""
        return 200 <= self.status < 300

    @property
    def said(self) -> str:
        """The status and the server's words, on one line."""
        words = self.body[:20_000].decode("utf-8", "replace")
        if "html" in self.kind or words.lstrip().startswith("<"):
            words = re.sub(r"(?s)<(head|style|script)\b.*?</\1>|<[^>]*>", " ", words)
        return f"{self.status}: {short(words)}".removesuffix(": ")


class Connection:
    """A connection to one server. Whatever it asks can be asked twice, and is, while the server is busy."""

    def __init__(self, address: str, login: Login, patience: Patience) -> None:
        self._patience = patience
        self._has_answered = False
        self._login = login
        is_here = is_loopback(urlsplit(address).hostname or "")
        self._http = httpx.Client(
            auth=_Signing(login),
            timeout=httpx.Timeout(patience.timeout, connect=min(10.0, patience.timeout)),
            headers={"User-Agent": "cruxmap", "Cache-Control": "no-cache", "Accept-Encoding": "gzip, deflate"},
            trust_env=not is_here,  # proxies are for other machines
        )

    def close(self) -> None:
        """End it."""
        self._http.close()

    def ask(
        self,
        method: str,
        url: str,
        parameters: Mapping[str, str],
        *,
        accept: str,
        body: bytes | None = None,
        kind: str = "",
    ) -> Reply:
        """The server's answer, whatever it is. Raises Fault where none comes.

        A server that is busy or breaks down is asked again, each time after twice as long, or after as long as it
        wishes up to LONGEST_WAIT seconds.
        """
        headers = {"Accept": accept, **({"Content-Type": kind} if kind else {})}
        request = self._http.build_request(method, url, params=dict(parameters), content=body, headers=headers)
        pause = FIRST_PAUSE
        for left in range(self._patience.retries, -1, -1):
            reply, fault = self._tried(request)
            if reply and (reply.status not in AGAIN or (reply.status == 500 and method == "GET")):
                return self._unless_refused(reply, url)
            wait = wished_wait(reply.retry_after, pause) if reply else pause
            if wait > LONGEST_WAIT:
                raise Fault(f"{fault} (it wants {wait:.0f} seconds of rest)")
            if not left or not self._has_answered:
                raise Fault(fault)
            time.sleep(wait)
            pause *= 2
        raise AssertionError("the last try returns")

    def _tried(self, request: httpx.Request) -> tuple[Reply | None, str]:
        """The answer, and what is wrong if it is none that counts."""
        try:
            reply = self._sent(request)
            self._has_answered = True
        except httpx.TimeoutException:
            return None, f"no answer within {self._patience.timeout:g} seconds"
        except httpx.ConnectError as error:
            return None, f"it cannot be reached: {_reason(error)}"
        except httpx.TransportError as error:
            self._has_answered = True
            return None, f"the connection broke off: {_reason(error)}"
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:  # such as a body that is not packed as it says
            raise Fault(f"what it answers is not understood: {_reason(error)}") from error
        return reply, f"it answers {reply.said}"

    def _unless_refused(self, reply: Reply, url: str) -> Reply:
        if reply.status not in REFUSED:
            return reply
        if self._login:
            raise Fault(f"it refuses the login ({reply.said}): see {USER}, {PASSWORD} and {TOKEN}")
        where = urlsplit(url).path or "/"
        raise Fault(f"it wants a login for {where} ({reply.said}): set {USER} and {PASSWORD}, or {TOKEN}")

    def _sent(self, request: httpx.Request) -> Reply:
        """The answer, of the same machine even where it sends on."""
        for _ in range(MOST_REDIRECTIONS):
            reply, location = self._received(request)
            if not location:
                return reply
            there = urljoin(str(request.url), location)
            if not _is_same_machine(str(request.url), there):
                raise Fault(f"it sends on to {short(there, 80)}, which is not followed")
            method = "GET" if reply.status == 303 else request.method
            body = request.content if method != "GET" else None
            kept = {name: request.headers[name] for name in ("Accept", "Content-Type") if name in request.headers}
            request = self._http.build_request(method, there, content=body or None, headers=kept)
        raise Fault("it sends on and on")

    def _received(self, request: httpx.Request) -> tuple[Reply, str]:
        started = time.monotonic()
        parts: list[bytes] = []
        size = 0
        response = self._http.send(request, stream=True)
        try:
            packed = response.headers.get("content-encoding", "").strip().lower()
            if packed not in PACKED:  # what is packed twice unpacks to any size before it is seen
                raise Fault(f"its answer is packed as nobody asked for: {short(packed, 40)}")
            for part in response.iter_bytes():
                size += len(part)
                parts.append(part)
                if size > LARGEST_REPLY:
                    raise Fault(f"its answer is larger than {LARGEST_REPLY // 1_000_000} MB")
                took = time.monotonic() - started
                if took > self._patience.timeout and size < took * SLOWEST:
                    raise httpx.ReadTimeout("too slow")
        finally:
            response.close()
        said = response.headers
        kind = said.get("content-type", "").partition(";")[0].strip().lower()
        reply = Reply(response.status_code, kind, b"".join(parts), said.get("server", ""), said.get("retry-after", ""))
        return reply, said.get("location", "") if response.status_code in (301, 302, 303, 307, 308) else ""


class _Signing(httpx.Auth):
    """Tells who asks: with a token always, with a password only when asked who, in the way that is asked for."""

    def __init__(self, login: Login) -> None:
        self._login = login
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """What httpx sends; see its `Auth`."""
        if self._login.token:
            request.headers["Authorization"] = f"Bearer {self._login.token}"
        if self._chosen:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code in REFUSED and self._login.user and not self._login.token:
            asked = (word.lower() for word in response.headers.get_list("www-authenticate"))
            is_digest = any(word.startswith("digest ") for word in asked)
            way = httpx.DigestAuth if is_digest else httpx.BasicAuth
            self._chosen = way(self._login.user, self._login.password)
            yield from self._chosen.auth_flow(request)


def _is_same_machine(one: str, other: str) -> bool:
    """Whether both addresses are of one server, or the other is the same, spoken to in secret."""
    here, there = urlsplit(one), urlsplit(other)
    if here.hostname != there.hostname or there.scheme not in ("http", "https"):
        return False
    is_secret = (here.scheme, there.scheme) == ("http", "https") and not here.port and not there.port
    return is_secret or (here.scheme, here.port) == (there.scheme, there.port)


def _reason(error: BaseException) -> str:
    return short(str(error)) or type(error).__name__
