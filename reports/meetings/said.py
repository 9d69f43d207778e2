"""What a meeting decided, on its papers: what it took back has a line through it, and says why."""

from reports.layout.text import Markup, struck, typed


def decided_line(said: str, taken_back: str, done: str) -> str:
    """A decision as one line of a list, with what was `done` since; `taken_back` says why it was, empty where not."""
    if taken_back:
        return Markup(f"{struck(said)} ({typed(why_taken_back(taken_back))})")
    return f"{said}. {done}" if done else said


def why_taken_back(because: str) -> str:
    """The reason in words, for whoever doesn't see the line."""
    return f"taken back: {because}"
