"""A server on this machine that answers as language models' servers do, from replies written beforehand."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Replied(NamedTuple):
    """One reply: its status, headers, body, how many bytes of it are sent before the line drops, and how slowly."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    stop_after: int | None = None
    wait: float = 0.0
    drip: float = 0.0


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


class Server(NamedTuple):
    """A running server: its address down to /v1, and what it was asked."""

    url: str
    asked: list[Asked]


@contextmanager
def serving(*replies: Replied) -> Iterator[Server]:
    """A server that gives these replies one after the other, the last one again and again."""
    asked: list[Asked] = []
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True

        def _reply(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            body = json.loads(self.rfile.read(length)) if length else None
            asked.append(Asked(self.command, self.path, dict(self.headers.items()), body))
            reply = left.pop(0) if len(left) > 1 else left[0]
            time.sleep(reply.wait)
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            body = reply.body[: reply.stop_after]
            try:
                for start in range(0, len(body), 1000) if reply.drip else (0,):
                    self.wfile.write(body[start : start + 1000] if reply.drip else body)
                    self.wfile.flush()
                    time.sleep(reply.drip)
            except OSError:
                pass

        do_GET = do_POST = _reply  # noqa: N815 - as the library calls them

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}/v1", asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def as_body(value: object) -> bytes:
    return json.dumps(value).encode()


def openai(content: str, finish: str = "stop") -> Replied:
    """A chat completion as api.openai.com gives it."""
    message = {"role": "assistant", "content": content, "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish}
    usage = {"prompt_tokens": 1200, "completion_tokens": 300, "total_tokens": 1500}
    head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "gpt-4o-mini-2024-07-18"}
    return Replied(body=as_body({**head, "choices": [choice], "usage": usage, "system_fingerprint": "fp_1"}))


def ollama(content: str, finish: str = "stop") -> Replied:
    """A chat completion as Ollama gives it under /v1."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    head = {"id": "chatcmpl-7", "object": "chat.completion", "created": 1700000000, "model": "llama3.2"}
    return Replied(body=as_body({**head, "system_fingerprint": "fp_ollama", "choices": [choice], "usage": {}}))


def llama_cpp(content: str, finish: str = "stop") -> Replied:
    """A chat completion as llama.cpp's server gives it."""
    choice = {"finish_reason": finish, "index": 0, "message": {"role": "assistant", "content": content}}
    timings = {"prompt_n": 900, "predicted_n": 200, "predicted_per_second": 20.5}
    head = {"created": 1700000000, "model": "gpt-3.5-turbo", "object": "chat.completion", "id": "chatcmpl-x"}
    return Replied(body=as_body({"choices": [choice], **head, "usage": {}, "timings": timings}))


def models(*names: str) -> Replied:
    """The list of models at /v1/models."""
    return Replied(body=as_body({"object": "list", "data": [{"id": name, "object": "model"} for name in names]}))


def failing(status: int, message: str = "", **headers: str) -> Replied:
    """An error as OpenAI's server words it."""
    body = as_body({"error": {"message": message, "type": "error", "code": None}}) if message else b""
    return Replied(status, body, tuple((name.replace("_", "-"), value) for name, value in headers.items()))
