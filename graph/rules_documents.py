"""Rules CM02: notes, articles and other documents that are read as they stand."""

from __future__ import annotations

from .rule import Rule

# fmt: off
DOCUMENTS: tuple[Rule, ...] = (
    Rule("CM020", "not-a-document", "info",
         "A file of the library is not read: it is no study note and no clipped article, or its text cannot be had.",
         why="Nothing it says is in any answer. That is as it should be for a list of things to do, and a loss for an "
             "article whose front matter does not say where it comes from.",
         fix="Name the file itself (-L FILE) to have Markdown read as an article, or say in its front matter where it "
             "comes from (url: or source:). To silence the hint, ignore CM020 under [check] in cruxmap.toml.",
         bad="""
# pond/beavers.md
Beavers keep a stream from drying out.
""",
         good="""
# pond/beavers.md
---
url: https://pond.example/beavers
---
Beavers keep a stream from drying out.
""",
         in_entries=False),
    Rule("CM021", "missing-extra", "error",
         "A document needs a library that is not installed.",
         why="Nothing it says is in any answer.",
         fix="Install cruxmap with the extra that the hint names: html for web pages, pdf for PDF files.",
         bad="""
pip install cruxmap
cruxmap -L clips/beavers.html cruxes
""",
         good="""
pip install "cruxmap[html]"
cruxmap -L clips/beavers.html cruxes
""",
         in_entries=False),
    Rule("CM022", "text-repaired", "info",
         "A text was once read in the wrong encoding and saved so; it is read as it was before.",
         why="Only what must have been damaged is restored, and passages are looked up in the restored text. But "
             "whoever opens the file sees odd signs for accents, dashes and quotation marks, and a search for such "
             "words misses them.",
         fix="Restore the file by the command in the hint, or save the document anew as UTF-8. Where the odd signs are "
             "meant, set repair = false under [library] in cruxmap.toml.",
         bad="""
# tearoom.md: It doesnâ€™t open before noon.
""",
         good="""
# tearoom.md: It doesn’t open before noon.
""",
         in_entries=False),
    Rule("CM023", "not-understood", "info",
         "Part of a study note or article is not of the form that its kind of document has.",
         why="Nothing is lost: the words are in the map as a plain claim under their section. But what they are, and "
             "what they have to do with the rest, nobody can tell from the form alone.",
         fix="Look at the place. If it matters, write it in the form of the template, which the hint names, or convert "
             "the note to a map and say there what it is.",
         bad="""
## Contextual Connections
*   **Vibes**: beekeeping, slow mornings.
""",
         good="""
## Contextual Connections
*   **Adjacent Dots**: beekeeping, slow mornings.
""",
         in_entries=False),
    Rule("CM024", "argdown-syntax", "warning",
         "A text in Argdown is not quite of Argdown's grammar, or includes what cannot be.",
         why="It is read as far as it goes, but Argdown's own program refuses all of it, and what stands at the place "
             "may be read otherwise than it is meant. Of what a text includes, only files of its own library are read.",
         fix="Put an empty line between blocks and spaces before a relation, close bold and italic words, and write a "
             "backslash before a sign that is none: 5 \\* 3, snake\\_case. Let @include(…) name a file by its way from "
             "the text that says so.",
         bad="""
[Bees]: Bees need flowers.
+ <Nectar>: They live on nectar.
""",
         good="""
[Bees]: Bees need flowers.
  + <Nectar>: They live on nectar.
""",
         in_entries=False),
    Rule("CM025", "bad-front-matter", "warning",
         "The front matter of a note or article is not quite YAML.",
         why="It is read line by line as far as it goes, so its id, title, authors or address may be read otherwise "
             "than they are meant.",
         fix="Write plain keys and values between two lines of ---, with quotes round a value that holds ': '.",
         bad="""
---
title: Clocks: why they tick
---
""",
         good="""
---
title: "Clocks: why they tick"
---
""",
         in_entries=False),
    Rule("CM026", "document-shadowed", "info",
         "A note or article has the source id of a map, and the map is read in its place.",
         why="A map is what somebody made of a document with care, so it counts, and what was added to the document "
             "since then is in no answer.",
         fix="Nothing, if the map was made of that document: name it under text: in the map's source block, so that "
             "its passages are verified. Else give one of the two another id (id: in the document's front matter).",
         bad="""
lake/ferry.yaml     # source: {id: ferry, title: The ferry}
lake/ferry.md
""",
         good="""
lake/ferry.yaml     # source: {id: ferry, title: The ferry, text: ferry.md}
lake/ferry.md
""",
         in_entries=False),
    Rule("CM027", "broken-json", "error",
         "A file that should be JSON is none.",
         why="Where JSON breaks off nobody can tell what was meant to follow, so nothing of the file is in any answer.",
         fix="Have the tool that wrote it write it again, or mend it at the place that is told: a comma too many or "
             "too few, a bracket or quote that is not closed.",
         bad="""
{"nodes": [{"nodeID": "1", "type": "I", "text": "Ice is light."},], "edges": []}
""",
         good="""
{"nodes": [{"nodeID": "1", "type": "I", "text": "Ice is light."}], "edges": []}
""",
         in_entries=False),
    Rule("CM028", "broken-rdf", "error",
         "The file is not the RDF that its suffix says: Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML.",
         why="The statement at that place is in no answer. Behind it only N-Triples and N-Quads are read on, line by "
             "line; of the other syntaxes what stands before it counts.",
         fix="Mend the statement at that place: often a full stop, a quote or a prefix is missing just before it. "
             "Nothing is fetched, so a @context of JSON-LD has to stand in the file.",
         bad="""
# swing.ttl
@prefix cm: <https://w3id.org/cruxmap/ns#> .
@prefix schema: <https://schema.org/> .
<ropes-rot> a cm:Claim ; schema:text "Ropes rot before chains rust.
""",
         good="""
# swing.ttl
@prefix cm: <https://w3id.org/cruxmap/ns#> .
@prefix schema: <https://schema.org/> .
<ropes-rot> a cm:Claim ; schema:text "Ropes rot before chains rust." .
""",
         in_entries=False),
    Rule("CM029", "left-out", "info",
         "Statements of an RDF file are left out: they are about no node, or say what no map can hold.",
         why="They are in no answer, and RDF that is written of the map again does not have them.",
         fix="Nothing, if they matter to other tools only. Else say it in terms of ours, which `cruxmap schema "
             "--as owl` lists, or keep it as words: in skos:note, or in cm:data as JSON.",
         bad="""
# swing.ttl
@prefix cm: <https://w3id.org/cruxmap/ns#> .
@prefix schema: <https://schema.org/> .
<ropes-rot> a cm:Claim ; schema:text "Ropes rot before chains rust." ; schema:position 4 .
""",
         good="""
# swing.ttl
@prefix cm: <https://w3id.org/cruxmap/ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<ropes-rot> a cm:Claim ; schema:text "Ropes rot before chains rust." ; skos:note "The fourth on the list." .
""",
         in_entries=False),
    Rule("CM031", "broken-framework", "error",
         "A framework of attacks (.af, .apx, .tgf), or the file of names beside it, is not as its suffix says.",
         why="An argument or attack that was meant may be missing, and without it others would be accepted, so nothing "
             "of the framework is in any answer. Without its file of names its arguments are known by their numbers.",
         fix="Write the place as the message says. Names lie beside the file, under its whole name and .names.json.",
         bad="""
# lamp.apx
arg(bright).
arg(dim).
att(dim,brigt).
""",
         good="""
# lamp.apx
arg(bright).
arg(dim).
att(dim,bright).
""",
         in_entries=False),
)
# fmt: on
