"""Rules CM00: files, settings, plugins and comments."""

from __future__ import annotations

from .rule import Rule

# fmt: off
FILES: tuple[Rule, ...] = (
    Rule("CM001", "unreadable-file", "error",
         "The file or folder is not there or may not be read.",
         why="Nothing of it is in any answer, and links from other maps to its nodes lead nowhere.",
         fix="Correct the path, or the permissions of the file. A folder may be named too: every map below it is "
             "read.",
         bad="""
cruxmap check ducks.yml     # the file is called ducks.yaml
""",
         good="""
cruxmap check ducks.yaml
""",
         in_entries=False),
    Rule("CM002", "not-utf8", "error",
         "The file is no text in UTF-8, nor in UTF-16 or UTF-32.",
         why="Which letters its bytes stand for is anybody's guess, so the whole file is left out.",
         fix="Save the file as UTF-8, or convert it with iconv from the encoding in which it was written.",
         bad="""
claims: {chairs: {text: The caf<E9> needs more chairs.}}     # <E9> is one byte, é in cp1252
""",
         good="""
claims: {chairs: {text: The café needs more chairs.}}
""",
         in_entries=False),
    Rule("CM003", "unknown-format", "error",
         "No reader knows this sort of file.",
         why="The file was asked for by name and is not read, so nothing it says is in any answer.",
         fix="Name a map (.yaml), a note or an article (.md, .txt, .html, .pdf); `cruxmap formats` lists the suffixes. "
             "Save other documents as one of these.",
         bad="""
cruxmap check ladder.doc
""",
         good="""
cruxmap check ladder.txt
""",
         in_entries=False),
    Rule("CM004", "empty-document", "error",
         "The file holds nothing.",
         why="A file that is empty, or holds only comments, adds no node. Often it was never saved, or its content "
             "was lost.",
         fix="Write the map, beginning with its source block, or remove the file.",
         bad="""
# why the town should keep its ferry
""",
         good="""
source: {id: town-ferry, title: Keep the ferry, thesis: keep-ferry}
claims: {keep-ferry: {text: The town should keep its ferry.}}
""",
         in_entries=False),
    Rule("CM005", "no-documents", "error",
         "The library has no document that could be read.",
         why="There is nothing to ask: every answer would be empty, and would look as if nothing were argued.",
         fix="Name a folder that holds maps, study notes or clipped articles, or correct sources in cruxmap.toml. "
             "Hidden files, texts without the form of a note or an article, and YAML that is plainly no map are passed "
             "over.",
         bad="""
well/notes.txt
""",
         good="""
well/notes.txt
well/well.yaml
""",
         in_entries=False),
    Rule("CM006", "bad-settings", "error",
         "cruxmap.toml cannot be used as it stands.",
         why="The setting in question does not count, so maps may be missing from the library, or rules checked that "
             "are to be left out.",
         fix="Correct the setting. [library] has sources, a list of files and folders that are there, and texts, a "
             "folder; [check] has select and ignore, each a list of rules; [reasoning] has semantics, "
             "and numbers stand under [reasoning.weights], [reasoning.modality] and [belief].",
         bad="""
[check]
select = "CM2"
ignore = ["no-mitigations"]
""",
         good="""
[check]
select = ["CM2"]
ignore = ["no-mitigation"]
""",
         in_entries=False),
    Rule("CM007", "plugin-failed", "error",
         "A rule or a document format of an installed package could not be loaded, or broke down.",
         why="What the rule finds is missing from the report, which may look clean for that reason alone; what the "
             "document says is in no answer.",
         fix="Update the package or remove it. Its author mends the entry point, the rule's code (capitals other than "
             "CM and three digits), the format's suffixes, or the check or reader that raises.",
         bad="""
[project.entry-points."cruxmap.rules"]
hems = "tailor_rules:HEMS"     # the module has no HEMS
""",
         good="""
[project.entry-points."cruxmap.rules"]
hems = "tailor_rules:NO_HEM"
""",
         in_entries=False),
    Rule("CM008", "bad-ignore", "warning",
         "A comment that is to silence rules names none, or none that it can silence, or stands in no entry.",
         why="The comment silences nothing, though whoever reads it takes the matter for settled.",
         fix="Name the rules in brackets, each by its whole code or its name, in the entry or on a line of its own "
             "just above: # cruxmap: ignore[CM203] and why. Errors are not silenced by comments.",
         bad="""
cruxes:
  rub-out:  # cruxmap: ignore one-position
    text: Should a child rub mistakes out?
""",
         good="""
cruxes:
  rub-out:  # cruxmap: ignore[one-position] the other side is still to be written
    text: Should a child rub mistakes out?
"""),
    Rule("CM009", "unused-ignore", "warning",
         "A comment silences a rule that finds nothing there.",
         why="A reader takes the entry for an exception that it no longer is, and a later fault in it would go unseen.",
         fix="Drop the comment, or from its brackets the rule that finds nothing.",
         bad="""
questions:
  salt-air:  # cruxmap: ignore[CM501] nobody says
    text: Do shutters last in salt air?
    open: true
""",
         good="""
questions:
  salt-air:
    text: Do shutters last in salt air?
    open: true
"""),
)
# fmt: on
