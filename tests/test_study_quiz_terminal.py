"""Quiz sessions at a pseudo-terminal: answering, undoing, editing, and what an interruption leaves behind."""

from __future__ import annotations

import shlex
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol

import pytest
from quizzes import CARDS, NOW, bees, record

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal here", allow_module_level=True)

from slow_disks import slow_disk, wait_for
from terminals import CTRL_C, END, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    class Start(Protocol):
        """Starts a session."""

        def __call__(self, *words: str, env: dict[str, str] | None = None) -> Terminal: ...


ASK, RATE = "Enter to see it:", "[q]uit?"
QUIZ = ("study", "quiz", "--facet", "recall", "--seed", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bees(tmp_path)


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts sessions, which end with the test."""
    with ExitStack() as stack:
        yield lambda *words, env=None: stack.enter_context(Terminal(*words, folder=folder, env=env))


def answer(terminal: Terminal, rating: str, said: str = "") -> str:
    """Answer the question that is asked, and rate; what was shown as the answer."""
    terminal.until(ASK)
    terminal.type(said)
    shown = terminal.until(RATE)
    terminal.type(rating)
    return shown


def test_a_session_from_the_first_card_to_the_last(folder: Path, start: Start) -> None:
    terminal = start(*QUIZ, "--now", NOW)
    assert "3 new" in terminal.until("1 of 3")
    for _ in CARDS:
        answer(terminal, "4")
    rest, code = terminal.close()
    assert code == 0
    assert "easy: comes back in 8 days" in rest
    assert "3 cards answered: 3 easy" in rest
    assert "next on 2026-03-09" in rest
    assert sorted(event["card"] for event in record(folder)) == CARDS
    assert all(event["rating"] == 4 and event["said"] for event in record(folder))


def test_what_is_being_learned_comes_back_in_the_session(folder: Path, start: Start) -> None:
    terminal = start(*QUIZ, "--now", NOW, "--new", "1")
    answer(terminal, "1")
    terminal.until("once more")
    answer(terminal, "3")
    terminal.until("once more")
    answer(terminal, "3")
    assert "1 card answered: 1 again, 2 good" in terminal.close()[0]
    assert [event["rating"] for event in record(folder)] == [1, 3, 3]


def test_a_typed_answer_is_laid_beside_the_right_one(folder: Path, start: Start) -> None:
    terminal = start(*QUIZ, "--now", NOW, "--new", "9")
    shown = ""
    while "heat cost" not in shown:
        shown = terminal.until(ASK)
        terminal.type("they shivr, which honney fuels" if "heat cost" in shown else "")
        answered = terminal.until(RATE)
        terminal.type("4")
    assert "● Honey fuels the shivering all winter." in answered
    assert "◐ Bees shiver" in answered or "○ Bees shiver" in answered
    assert "“muscles that move the wings”" in answered
    assert "https://example.org/bees#:~:text=muscles%20that%20move%20the%20wings" in answered
    terminal.kill()


def test_undo_goes_back_and_takes_back(folder: Path, start: Start) -> None:
    terminal = start(*QUIZ, "--now", NOW)
    first = terminal.until(ASK).split("\n")[-2]
    terminal.type("u")
    assert "nothing was done yet" in terminal.until(ASK)
    terminal.type("")
    terminal.until(RATE)
    terminal.type("2")
    assert first not in terminal.until(ASK)
    terminal.type("u")
    assert first in terminal.until(ASK)
    terminal.type("")
    terminal.until(RATE)
    terminal.type("4")
    terminal.until(ASK)
    terminal.type("q")
    assert "1 card answered: 1 easy" in terminal.close()[0]
    rated, undone, again = record(folder)
    assert undone["undo"] == rated["id"]
    assert (rated["card"], again["rating"]) == (again["card"], 4)


def test_flag_skip_help_and_wrong_keys(folder: Path, start: Start) -> None:
    terminal = start(*QUIZ, "--now", NOW)
    terminal.until(ASK)
    terminal.type("?")
    assert "undo the last thing you did" in terminal.until(ASK) + terminal.shown
    terminal.type("f")
    terminal.until("put aside")
    terminal.until(ASK)
    terminal.type("s")
    terminal.until("skipped")
    terminal.until(ASK)
    terminal.type("")
    terminal.until(RATE)
    terminal.type("")
    terminal.until("rate it from 1 to 4")
    terminal.until(RATE)
    terminal.type("w")
    terminal.until("answered by")
    terminal.type(END)
    assert "nothing answered; 1 flagged" in terminal.close()[0]
    (flagged,) = record(folder)
    assert flagged["flag"] is True
    again = start(*QUIZ, "--now", NOW)
    assert "2 new" in again.until(ASK)
    again.kill()
    put_aside = start(*QUIZ, "--flagged", "--now", NOW)
    put_aside.until("1 of 1")
    put_aside.type("f")
    put_aside.until("no longer flagged")
    put_aside.close()


def test_ctrl_c_at_a_question_keeps_what_was_done(folder: Path, start: Start) -> None:
    terminal = start(*QUIZ, "--now", NOW)
    answer(terminal, "3")
    terminal.until(ASK)
    terminal.interrupt("1 card answered: 1 good")
    assert terminal.close()[1] == 0
    assert "Traceback" not in terminal.shown
    assert [event["rating"] for event in record(folder)] == [3]


def test_ctrl_c_in_the_middle_of_a_write_loses_nothing(folder: Path, start: Start) -> None:
    terminal = start(*QUIZ, "--now", NOW, env=slow_disk(folder))
    answer(terminal, "4")
    wait_for(folder / "half")
    assert not (folder / "reviews.jsonl").read_text("utf-8").endswith("\n")
    terminal.type(CTRL_C)
    terminal.until("^C")
    (folder / "go").touch()
    rest, _ = terminal.close()
    assert "1 card answered: 1 easy" in rest
    assert "Traceback" not in terminal.shown
    (event,) = record(folder)
    again = start(*QUIZ, "--now", NOW)
    assert "2 new" in again.until(ASK)
    again.type("q")
    again.close()
    assert record(folder) == [event]


def test_a_process_killed_in_the_middle_of_a_write_loses_that_line_alone(folder: Path, start: Start) -> None:
    first = start(*QUIZ, "--now", NOW)
    answer(first, "4")
    first.until(ASK)
    first.kill()
    (kept,) = record(folder)
    second = start(*QUIZ, "--now", NOW, env=slow_disk(folder))
    answer(second, "2")
    wait_for(folder / "half")
    second.kill()
    assert (folder / "reviews.jsonl").read_bytes().count(b"\n") == 1
    third = start(*QUIZ, "--now", NOW)
    assert "2 new" in third.until(ASK)
    third.type("")
    third.until(RATE)
    third.type("4")
    third.until(ASK)
    third.type("q")
    third.close()
    assert [event["rating"] for event in record(folder)] == [4, 4]
    assert record(folder)[0] == kept


def test_a_node_is_edited_in_the_session(folder: Path, start: Start) -> None:
    editor = folder / "editor.py"
    editor.write_text(
        "import sys, pathlib\n"
        "line, path = sys.argv[1:]\n"
        "rows = pathlib.Path(path).read_text().split('\\n')\n"
        "at = int(line.removeprefix('+')) - 1\n"
        "rows[at] = rows[at].replace('?', ' after the first frost?')\n"
        "pathlib.Path(path).write_text('\\n'.join(rows))\n",
        "utf-8",
    )
    terminal = start(*QUIZ, "--now", NOW, env={"EDITOR": shlex.join([sys.executable, str(editor)]), "VISUAL": ""})
    terminal.until(ASK)
    terminal.type("e")
    assert "after the first frost?" in terminal.until(ASK)
    terminal.type("")
    terminal.until(RATE)
    terminal.type("4")
    terminal.until(ASK)
    terminal.type("q")
    terminal.close()
    assert "after the first frost?" in record(folder)[0]["said"]


def test_a_file_that_was_broken_in_the_editor_ends_no_session(folder: Path, start: Start) -> None:
    editor = folder / "editor.py"
    editor.write_text("import sys\nopen(sys.argv[2], 'a').write('claims: [\\n')\n", "utf-8")
    terminal = start(*QUIZ, "--now", NOW, env={"EDITOR": shlex.join([sys.executable, str(editor)]), "VISUAL": ""})
    terminal.until(ASK)
    terminal.type("e")
    assert "error CM0" in terminal.until("e opens it again")
    for _ in CARDS:
        answer(terminal, "4")
    assert "3 cards answered" in terminal.close()[0]
    assert sorted(event["card"] for event in record(folder)) == CARDS


def test_an_editor_that_is_not_there_is_told(folder: Path, start: Start) -> None:
    terminal = start(*QUIZ, "--now", NOW, env={"EDITOR": "no-such-editor", "VISUAL": ""})
    terminal.until(ASK)
    terminal.type("e")
    terminal.until("no-such-editor cannot be started")
    terminal.until(ASK)
    terminal.type("q")
    assert terminal.close()[1] == 0


@pytest.mark.parametrize(("key", "decision", "opening"), [("k", "keep", "3 due ·"), ("r", "reset", "2 due and 1 new")])
def test_a_card_reworded_from_the_ground_up_asks_once(
    folder: Path, start: Start, key: str, decision: str, opening: str
) -> None:
    first = start(*QUIZ, "--now", NOW)
    for _ in CARDS:
        answer(first, "4")
    first.close()
    text = (folder / "bees.yaml").read_text("utf-8")
    text = text.replace("Where do they sit in winter?", "Which animals raid a colony while it rests?")
    text = text.replace(
        "They crowd around the queen in a dense ball.", "Mice and woodpeckers break into hives for food."
    )
    (folder / "bees.yaml").write_text(text, "utf-8")
    second = start(*QUIZ, "--focus", "where", "--depth", "1", "--now", "2026-03-20T09:00Z")
    second.until("this card was reworded since you learned it")
    assert "Which animals raid a colony" in second.until("[r]eset it and learn it anew?")
    second.type(key)
    second.until("Which animals")
    second.until(ASK)
    second.type("q")
    second.close()
    decided = record(folder)[-1]
    assert decided["progress"] == decision
    assert "Mice and woodpeckers" in decided["said"]
    third = start(*QUIZ, "--now", "2026-03-20T09:00Z")
    third.until(ASK)
    third.type("q")
    third.close()
    assert "reworded" not in third.shown
    assert opening in third.shown
