"""The parts of a study note, a module each; study_note.py is the door to them."""
