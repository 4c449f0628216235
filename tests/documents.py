"""Small documents of each sort, in our own words, and libraries made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOTE = """\
# Sourdough

## 🧠 Core Thesis

Bread rises without bought yeast, because flour and water left alone grow **wild yeast** of their own.

## 🔑 Key Concepts & Mechanisms

### 1. The Starter (Complexity: 3 → ELI10)
*   **The Logic**: Flour holds yeasts and bacteria. Fed each day, the ones that bear acid outgrow the others.
*   **Concrete Example**: A jar on the window sill smells of apples after a week.

### 2. Slow Rising
*   **The Logic**: Wild yeast works slowly, so the dough has time to grow sour and soft.
*   **Concrete Example**: A loaf set in the evening is baked at breakfast.

## 📊 Structural Analysis

| Failure Mode | Example | Mitigation |
|---|---|---|
| The starter starves | It smells of glue | Feed it twice a day |

## 🔗 Contextual Connections

*   **Prerequisites**: Fermentation, Gluten
*   **Next Steps**: Rye bread

## ⚔️ Active Recall (The Feynman Test)

1.  **What grows in a starter?** (Hint: not only yeast)

## 📚 Further Reading

*   **Book**: [Bread by Hand](https://example.org/bread) - A patient introduction.
"""

CLIP = """\
---
title: "Should the village keep its well?"
source: "https://example.org/well"
author:
  - "Ana Ruiz"
published: 2020-05-04
---
The village has had its well for two hundred years, and since last spring it has water pipes too.

## What is disputed

Here is where the two camps part:

- **Is the water of the well clean?**
  - Supporters say that it is tested each spring, and that nobody ever fell ill.
  - Critics say that the fields around it are sprayed, and that the tests look for germs alone.
- **Who would look after it?**
  - Supporters think that the neighbours will go on as they always have.
  - Critics think that the last of the caretakers is too old for the stairs.

I think that the well should stay, if the water is tested for sprays.
"""

MAP = """\
# my own map
source: {id: ferry, title: The ferry, form: note, thesis: keep, text: ferry.txt}  # and its text
claims:
  keep: {text: The town should keep its ferry., passage: keep its ferry}
"""


def write(path: Path, text: str | bytes) -> Path:
    """The file, written with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
