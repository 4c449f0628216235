"""A language model asked over HTTP: any server with OpenAI's /v1/chat/completions, of a program here or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from ..graph.problem import CruxmapError, quoted
from .model_http import call, is_loopback, short

if TYPE_CHECKING:
    from .model_prompt import Prompt

OLLAMA = "http://localhost:11434/v1"
OPENAI_HOST = "api.openai.com"

_REFUSES_EXTRAS = (400, 422)


class Endpoint(Struct, frozen=True):
    """Where a model answers: the address down to /v1, the model's name ("" for the one there is), and the key."""

    url: str
    model: str = ""
    key: str = ""

    def named(self, model: str) -> Endpoint:
        """The same for a model of that name."""
        return Endpoint(self.url, model, self.key)

    @property
    def host(self) -> str:
        """The machine and port."""
        return urlsplit(self.url).netloc

    @property
    def is_here(self) -> bool:
        """Whether it is this machine."""
        name = urlsplit(self.url).hostname or ""
        return is_loopback(name)

    @property
    def is_open(self) -> bool:
        """Whether what is sent there can be read on the way."""
        return self.url.startswith("http:") and not self.is_here


class Reply(Struct, frozen=True):
    """What a model answered; `is_cut` if it stopped for want of room, `fault` says why there is no answer."""

    text: str = ""
    is_cut: bool = False
    fault: str = ""


def endpoint(model: str, base_url: str = "", key: str = "", openai_key: str = "") -> Endpoint:
    """The endpoint that is meant by the address or name of a model, and the key for it.

    `openai_key` is for OpenAI's own machine alone. Raises CruxmapError for what is no address.
    """
    is_address = "://" in model
    if is_address and base_url and base_url != model:
        raise CruxmapError("the model is an address already: --base-url goes with a model's name")
    given = (model if is_address else base_url) or OLLAMA
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
        is_sound = parts.scheme in ("http", "https") and bool(host) and (parts.port or 1) > 0
    except ValueError:
        is_sound = False
    if not is_sound or parts.query or parts.fragment or not given.isascii() or not given.isprintable():
        raise CruxmapError(f"{quoted(given)} is no address of a server: for example {OLLAMA}")
    if "@" in parts.netloc:
        raise CruxmapError("the address holds a password: give the key as CRUXMAP_API_KEY instead")
    path = parts.path.rstrip("/").removesuffix("/chat/completions").rstrip("/")
    url = f"{parts.scheme}://{parts.netloc}{path or '/v1'}"
    for secret in (key, openai_key):
        if not (secret.isascii() and secret.isprintable()):
            raise CruxmapError("the key holds characters that no key has: look at CRUXMAP_API_KEY or OPENAI_API_KEY")
    is_openai = host == OPENAI_HOST and parts.scheme == "https"
    return Endpoint(url, "" if is_address else model, key or (openai_key if is_openai else ""))


def the_model(place: Endpoint, timeout: float) -> str:
    """The name of the one model a server has. Raises CruxmapError if it has several or does not tell."""
    told, fault = call(f"{place.url}/models", None, place.key, timeout)
    if fault:
        raise CruxmapError(f"{place.host} does not tell which models it has: {fault}")
    listed = told.get("data") if isinstance(told, dict) else None
    names = [str(item.get("id")) for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    if len(names) != 1:
        said = f"has several: {', '.join(map(quoted, names[:8]))}" if names else "does not tell which models it has"
        raise CruxmapError(f"{place.host} {said}; name one: --model NAME --base-url {place.url}")
    return names[0]


def ask(place: Endpoint, prompt: Prompt, timeout: float) -> Reply:
    """What the model answers. Never raises for what the server does.

    A server that does not know how to answer in JSON is asked again without that wish.
    """
    messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    plain = {"model": place.model, "messages": messages, "stream": False}
    url = f"{place.url}/chat/completions"
    told, fault = call(url, {**plain, **_EXTRAS}, place.key, timeout)
    if fault.startswith(tuple(f"{code} " for code in _REFUSES_EXTRAS)):
        told, fault = call(url, plain, place.key, timeout)
    return Reply(fault=fault) if fault else _reply(told)


_EXTRAS = {"temperature": 0, "response_format": {"type": "json_object"}}


def _reply(told: object) -> Reply:
    """What a chat completion says."""
    if isinstance(told, dict) and isinstance(told.get("error"), (dict, str)):
        return Reply(fault=f"the server says: {_error(told)}")
    choices = told.get("choices") if isinstance(told, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
    message = choice.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, list):  # parts, as some servers have it
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    is_cut = choice.get("finish_reason") == "length"
    if isinstance(content, str) and content.strip():
        return Reply(content, is_cut)
    if isinstance(message, dict) and isinstance(message.get("refusal"), str):
        return Reply(fault=f"the model refuses: {short(message['refusal'])}")
    return Reply(fault="the model ran out of room before it answered" if is_cut else "the reply holds no answer")


def _error(told: dict[str, object]) -> str:
    """What a server says went wrong."""
    error = told["error"]
    return short(str(error.get("message") or error) if isinstance(error, dict) else str(error))
