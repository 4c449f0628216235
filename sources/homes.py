"""Where what a reader adds to a library lies: beside its cruxmap.toml, or in the user's data folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .settings import SETTINGS, SHIPPED
from .user_folders import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .library import Document


def homes(documents: Iterable[Document], given: Sequence[str] = ()) -> list[str]:
    """The folders that hold what a reader adds to a library, the first for what is new.

    They are the libraries among the paths that were `given`, then that of each document: the folder with its
    cruxmap.toml, else the one that was named, else its own. For the shipped maps alone it is the user's data folder.
    """
    named = [path for path in given if os.path.isfile(os.path.join(path, SETTINGS))]
    mine = [
        document.settings.folder or os.path.dirname(document.path) for document in documents if not shipped(document)
    ]
    return list(dict.fromkeys(map(os.path.normpath, (*named, *mine)))) or [data_folder()]


def kept_at(name: str, documents: Sequence[Document], given: Sequence[str] = ()) -> list[str]:
    """Where a file of that name is kept for a library, the first for what is new: in each of its homes, and of the
    shipped maps in the user's data folder; [] where there is no such folder."""
    found = homes(documents, given)
    found += [data_folder()] if any(map(shipped, documents)) else []
    return [os.path.normpath(os.path.join(home, name)) for home in dict.fromkeys(found) if home]


def shipped(document: Document) -> bool:
    """Whether a document is one of the maps that come along."""
    return document.name.startswith(f"{SHIPPED}/")
