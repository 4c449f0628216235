"""Where a server answers, who asks, and how long is waited for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from ...graph.problem import CruxmapError, quoted
from ..model_http import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

USER, PASSWORD, TOKEN = (f"CRUXMAP_ENDPOINT_{name}" for name in ("USER", "PASSWORD", "TOKEN"))


class Login(Struct, frozen=True):
    """Who asks: a user with a password, or a token; "" for nobody in particular."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


class Patience(Struct, frozen=True):
    """How many seconds to wait for an answer, and how often to ask again when the server is busy or breaks down."""

    timeout: float = 60.0
    retries: int = 4


class Layout(Struct, frozen=True):
    """How servers of a sort end the addresses for queries and for graphs."""

    servers: str
    query: str
    store: str


LAYOUTS = (
    Layout("Virtuoso", "/sparql", "/sparql-graph-crud-auth"),
    Layout("Oxigraph", "/query", "/store"),
    Layout("Fuseki", "/query", "/data"),
    Layout("Fuseki", "/sparql", "/data"),
    Layout("GraphDB, RDF4J", "", "/rdf-graphs/service"),
    Layout("Stardog", "/query", ""),
    Layout("Blazegraph", "/sparql", "/sparql"),
)


def login_from(secret: Callable[[str], str]) -> Login:
    """Who asks, as the environment says. Raises CruxmapError for what no header can hold."""
    login = Login(secret(USER), secret(PASSWORD), secret(TOKEN))
    if not (login.token.isascii() and login.token.isprintable()):
        raise CruxmapError(f"{TOKEN} holds what no token can: it has to be plain ASCII")
    if login.password and not login.user:
        raise CruxmapError(f"{PASSWORD} is set, but {USER} is not")
    return login


def usable(address: str) -> str:
    """The address, if a server can have it, without a slash at its end. Raises CruxmapError if it cannot."""
    try:
        parts = urlsplit(address)
        is_sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_sound = False
    if not is_sound or not address.isascii() or not address.isprintable() or " " in address:
        raise CruxmapError(f"{quoted(_veiled(address))} is no address of a server: for example http://localhost:7878")
    if parts.query or parts.fragment:
        raise CruxmapError("the address of a server ends before ? and #: leave out what comes from there on")
    if "@" in parts.netloc:
        raise CruxmapError(f"the address holds a password: give it in the environment, as {USER} and {PASSWORD}")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def is_open(address: str) -> bool:
    """Whether what is sent there can be read on the way."""
    return address.startswith("http:") and not is_loopback(urlsplit(address).hostname or "")


def query_addresses(address: str) -> list[str]:
    """Where the server at an address may answer queries, the likeliest first."""
    stores = [known for known in LAYOUTS if known.store and address.endswith(known.store)]
    others = [f"{address.removesuffix(known.store)}{known.query}" for known in stores]
    return list(dict.fromkeys([*others, address, f"{address}/query", f"{address}/sparql"]))


def store_addresses(query: str, server: str) -> list[str]:
    """Where graphs may lie on the server that answers queries there and calls itself so, the likeliest first."""
    fits = [known for known in LAYOUTS if query.endswith(known.query)]
    fits.sort(key=lambda known: not any(name.lower() in server.lower() for name in known.servers.split(", ")))
    return list(dict.fromkeys(query.removesuffix(known.query) + known.store for known in fits))


def _veiled(address: str) -> str:
    """The address without what may be a password."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}…@{rest.rpartition('@')[2]}" if "@" in rest else address
