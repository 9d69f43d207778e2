"""What was typed on this desk and not saved goes along with a database that is encrypted, or isn't any more."""

from pathlib import Path

from app.desk.drafts import Draft, Drafts
from app.desk.typists import typists_of
from app.door.errors import Unavailable
from models.rules.sentences import counted


def typed_by_staff(file: Path, here: Drafts) -> tuple[Draft, ...]:
    """What this office's staff typed on this desk, and what was typed before it was known who sits there."""
    ours = typists_of(file)
    return tuple(draft for whose in here.typists() if whose in ours for draft in here.under("", whose))


def moved(typed: tuple[Draft, ...], here: Drafts, there: Drafts) -> tuple[str, ...]:
    """It goes along, once the file is what it was to be; where it can't, that is said, and the file stays so."""
    done = 0
    try:
        for draft in typed:
            there.keep(draft)
            here.forget(draft.form, draft.of)
            done += 1
    except Unavailable:
        left = counted(len(typed) - done, "draft")
        said = f"{left} typed on this desk and not saved stayed behind, for the file of drafts can't be written now"
        return (f"{said}. What was typed before an encryption goes along once the window works on this file.",)
    return (f"{counted(len(typed), 'draft')} typed on this desk and not saved went along.",) if typed else ()
