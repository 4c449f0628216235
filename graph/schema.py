"""THE table of node kinds and relations: the only place that knows which there are and what they mean.

A new kind or relation is one row here. Everything else (map format, JSON Schema, checks, displays,
vocabulary page) reads these tables. IRIs are compact: `aif:`, `skos:`, `schema:`, `cito:`, `oa:`,
`foaf:` and `dcterms:` are the published vocabularies of that prefix, `cm:` is our own namespace.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Shape = Literal["node", "topic", "analogy", "crux", "position", "question", "reference", "person", "source"]
Polarity = Literal["+", "-", "!", ""]
Role = Literal[
    "statement",
    "inference",
    "ground",
    "term",
    "process",
    "failure",
    "remedy",
    "crux",
    "side",
    "study",
    "document",
    "agent",
]
"""What a kind of node is for, which decides its colour and shape wherever it is drawn."""

FieldType = Literal["text", "texts", "integer", "flag", "choice", "passage", "date", "mapping", "data"]

MODALITIES = ("asserted", "likely", "possible", "hypothetical")
BASES = ("explicit", "inferred")
FORMS = ("note", "article", "talk", "paper", "book", "debate")
SLUG_LIMIT = 80
SLUG_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SOURCE_SLUG = "source"


class Kind(Struct, frozen=True):
    """A kind of node: `shape` names the model class, `section` the key of the map file that holds it."""

    name: str
    section: str
    shape: Shape
    colour: Role
    iri: str
    meaning: str

    @property
    def label(self) -> str:
        """The kind in words."""
        return self.name.replace("_", " ")

    @property
    def plural(self) -> str:
        """Several of the kind in words."""
        return self.section.replace("_", " ")


class Field(Struct, frozen=True):
    """A field of a node: the key in the map file is also the attribute's name. `shapes` () means every shape."""

    name: str
    type: FieldType
    meaning: str
    shapes: tuple[Shape, ...] = ()
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 10


class Qualifier(Struct, frozen=True):
    """The one extra word a link of some relation may carry: `values` () means any side, ("true",) a flag."""

    name: str
    values: tuple[str, ...]
    meaning: str

    @property
    def is_flag(self) -> bool:
        """Whether it is written true or left out."""
        return self.values == ("true",)


class Relation(Struct, frozen=True):
    """A kind of link. `ends` are pairs of groups of kinds; a link fits if one pair holds both its ends.

    Links of an `acyclic` relation lead in no circle, unless one of them says `loop: true`. `iri` is the published term
    near it, "cm:" and a name of ours where there is none; after "^" it runs the other way, and is near the inverse.
    """

    name: str
    inverse: str
    polarity: Polarity
    iri: str
    meaning: str
    ends: tuple[tuple[frozenset[str], frozenset[str]], ...]
    symmetric: bool = False
    acyclic: bool = False
    qualifier: Qualifier | None = None


# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind("claim", "claims", "node", "statement", "aif:I-node", "a statement that can be true or false"),
    Kind("argument", "arguments", "node", "inference", "aif:RA-node",
         "an inference that takes its premises together to a conclusion"),
    Kind("evidence", "evidence", "node", "ground", "cm:Evidence", "an observation or result offered for something"),
    Kind("example", "examples", "node", "ground", "cm:Example", "an illustration, real or imagined"),
    Kind("analogy", "analogies", "analogy", "ground", "cm:Analogy", "a comparison, mapped element by element"),
    Kind("concept", "concepts", "topic", "term", "skos:Concept", "a term or idea one needs"),
    Kind("mechanism", "mechanisms", "topic", "process", "cm:Mechanism", "how something comes about"),
    Kind("failure_mode", "failure_modes", "topic", "failure", "cm:FailureMode", "a way it goes wrong"),
    Kind("mitigation", "mitigations", "node", "remedy", "cm:Mitigation",
         "what would prevent, lessen or detect a failure"),
    Kind("crux", "cruxes", "crux", "crux", "cm:Crux", "a question on which camps part; has positions"),
    Kind("position", "positions", "position", "side", "cm:Position", "one side's answer to a crux"),
    Kind("question", "questions", "question", "study", "schema:Question", "a recall question or an open one"),
    Kind("reference", "references", "reference", "document", "dcterms:BibliographicResource", "a work pointed to"),
    Kind("person", "people", "person", "agent", "foaf:Agent", "an author, speaker or group that holds something"),
    Kind("source", "sources", "source", "document", "schema:CreativeWork", "a document: talk, paper, note, article"),
)
# fmt: on

FIELDS: tuple[Field, ...] = (
    Field("text", "text", "one sentence, in your own words"),
    Field("title", "text", "a short label for maps"),
    Field("section", "text", "the heading of the document under which it stands"),
    Field("passage", "passage", "first words … last words of the passage it comes from"),
    Field("modality", "choice", "how firmly it is put forward", choices=MODALITIES),
    Field("tags", "texts", "words to filter by"),
    Field("note", "text", "the encoder's remark"),
    Field("aliases", "texts", "other names of the same thing"),
    Field("complexity", "integer", "how hard it is, 1 to 10", ("topic",)),
    Field("eli", "integer", "explained as if to a reader of this age", ("topic",), most=99),
    Field("mapping", "mapping", "what each element stands for", ("analogy",)),
    Field("open", "flag", "a question that nobody answers", ("question",)),
    Field("group", "flag", "a group of people", ("person",)),
    Field("form", "choice", "what sort of document it is", ("source",), FORMS),
    Field("authors", "texts", "who wrote or said it", ("source",)),
    Field("url", "text", "where it is found", ("reference", "source")),
    Field("published", "date", "YYYY, YYYY-MM or YYYY-MM-DD", ("source",)),
    Field("data", "data", "what another tool says of it, kept as it stands, under that tool's name"),
)

# Groups of kinds, as the vocabulary names them: C carries content, P is C without what merely illustrates,
# A is whatever can be argued for.
_C = "claim evidence example analogy concept mechanism failure_mode mitigation"
_P = "claim concept mechanism failure_mode mitigation"
_A = f"{_C} argument position"
_TOPIC = f"{_C} crux question source reference"
_IDEA = "concept mechanism failure_mode"

_Ends = tuple[tuple[frozenset[str], frozenset[str]], ...]


def _less(group: str, *kinds: str) -> str:
    return " ".join(kind for kind in group.split() if kind not in kinds)


def _ends(*pairs: tuple[str, str]) -> _Ends:
    return tuple((frozenset(first.split()), frozenset(second.split())) for first, second in pairs)


def _same(kinds: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, kind) for kind in kinds.split())


_LEANS = Qualifier("leans", (), "the side it favours")
_DEGREE = Qualifier("degree", ("full", "partial"), "held in full or in part")
_STRICT = Qualifier("strict", ("true",), "strictly necessary, so its absence abolishes the needer")

# fmt: off
RELATIONS: tuple[Relation, ...] = (
    Relation("supports", "supported_by", "+", "cito:supports", "makes the other more believable",
             _ends((f"{_A} reference", _A)), acyclic=True),
    Relation("attacks", "attacked_by", "-", "cito:disputes",
             "makes the other less believable; on an argument it is an undercut",
             _ends((_less(_A, "concept"), _less(_A, "concept")))),
    Relation("premise_of", "has_premise", "!", "^aif:Premise", "is a premise of an argument, together with its others",
             _ends((_less(_C, "concept", "mitigation"), "argument")), acyclic=True),
    Relation("position_on", "has_position", "", "cm:positionOn", "answers a crux", _ends(("position", "crux"))),
    Relation("bears_on", "affected_by", "", "cm:bearsOn", "is relevant to a crux",
             _ends((f"{_C} argument crux", "crux")), qualifier=_LEANS),
    Relation("causes", "caused_by", "+", "cm:causes", "brings about", _ends((_P, _less(_P, "mitigation")))),
    Relation("enables", "enabled_by", "+", "cm:enables", "makes possible", _ends((_P, _P))),
    Relation("amplifies", "amplified_by", "+", "cm:amplifies", "strengthens",
             _ends((_P, _less(_P, "claim", "mitigation")))),
    Relation("requires", "required_by", "!", "dcterms:requires", "needs", _ends((_P, _P)), acyclic=True,
             qualifier=_STRICT),
    Relation("mitigates", "mitigated_by", "-", "cm:mitigates", "prevents, lessens or detects",
             _ends(("mitigation", _IDEA))),
    Relation("precedes", "preceded_by", "", "cm:precedes", "is the step before",
             _ends((_P, _P), ("example", "example"), ("source reference", "source reference")), acyclic=True),
    Relation("specializes", "specialized_by", "", "skos:broader", "is a kind of",
             _ends(*_same(f"{_C} crux"), (_IDEA, _IDEA)), acyclic=True),
    Relation("part_of", "has_part", "", "dcterms:isPartOf", "is a part of",
             _ends((_C, f"{_P} analogy"), ("crux", "crux question"), ("question", "question"), ("source", "source")),
             acyclic=True),
    Relation("contrasts_with", "contrasts_with", "", "cm:contrastsWith", "differs from, and the difference matters",
             _ends((_C, _C), ("position", "position")), symmetric=True),
    Relation("example_of", "has_example", "", "cm:exampleOf", "illustrates",
             _ends(("example", _less(_C, "example", "evidence")))),
    Relation("analogous_to", "analogous_to", "", "cm:analogousTo", "is like", _ends((_C, _C)), symmetric=True),
    Relation("same_as", "same_as", "", "skos:exactMatch", "is the same thing, usually across sources",
             _ends(*_same(f"{_C} crux question reference person source"), ("concept", "mechanism"),
                   ("mechanism", "concept")), symmetric=True),
    Relation("refines", "refined_by", "", "cm:refines", "is a fuller account of", _ends((_P, _P))),
    Relation("related_to", "related_to", "", "skos:related", "is near to, without saying how",
             _ends((_TOPIC, _TOPIC)), symmetric=True),
    Relation("about", "topic_of", "", "dcterms:subject", "has as its topic",
             _ends((f"{_A} question reference", f"{_C} crux question source"))),
    Relation("prerequisite_of", "has_prerequisite", "", "cm:prerequisiteOf", "is to be learned before",
             _ends((f"{_C} source reference", f"{_C} source reference")), acyclic=True),
    Relation("asks_about", "asked_by", "", "cm:asksAbout", "asks about", _ends(("question", f"{_C} crux position"))),
    Relation("answered_by", "answers", "", "cm:answeredBy", "is answered by", _ends(("question", _A))),
    Relation("held_by", "holds", "", "cm:heldBy", "is held by",
             _ends((f"{_A} source", "person source")), qualifier=_DEGREE),
    Relation("cites", "cited_by", "", "cito:cites", "points to",
             _ends((f"{_A} source crux question person", "reference source"))),
)
# fmt: on

KIND: dict[str, Kind] = {kind.name: kind for kind in KINDS}
SECTION: dict[str, Kind] = {kind.section: kind for kind in KINDS if kind.name != "position"}
RELATION: dict[str, Relation] = {relation.name: relation for relation in RELATIONS}
INVERSE: dict[str, Relation] = {relation.inverse: relation for relation in RELATIONS if not relation.symmetric}
FIELDS_OF: dict[Shape, dict[str, Field]] = {
    kind.shape: {field.name: field for field in FIELDS if not field.shapes or kind.shape in field.shapes}
    for kind in KINDS
}
RANK: dict[str, int] = {relation.name: rank for rank, relation in enumerate(RELATIONS)}


def allows(relation: Relation, from_kind: str, to_kind: str) -> bool:
    """Whether a link of this relation may run from a node of one kind to a node of the other."""
    return any(from_kind in first and to_kind in second for first, second in relation.ends)


def allowed_targets(relation: Relation, from_kind: str) -> tuple[str, ...]:
    """The kinds a link of this relation may reach from `from_kind`, in table order; () if none."""
    return tuple(kind.name for kind in KINDS if allows(relation, from_kind, kind.name))
