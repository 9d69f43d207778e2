"""The council's words: phrased in a draft, sent for release, released by a second person, or withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.door.wording import shipped_words
from app.services.deed import add, load, refuse_if_changed
from app.services.staff_of_day import seat_role
from models.people import Office
from models.rules.office.editors import office_editor_lacks
from models.rules.office.releasing import (
    Wrote,
    draft_lacks,
    releasing_lacks,
    sending_lacks,
    sent_lacks,
    unfit_lacks,
    wording_reason_lacks,
)
from models.rules.office.wording import OfficePhrase, phrase_lacks, standing_words, unknown_phrase_lacks, words_kept
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.vocabulary.phrases import Phrase
from models.vocabulary.staff import Role
from models.wording import WordingPhrase, WordingVersion


def phrase_words(turn: Turn, *, paper: str, phrase: str, words: str, seen: int | None) -> Changes:
    """Say one phrase of a paper in the office's own words, in its draft; the first change begins one, as a copy.

    `seen` is the version of the draft's phrase that the desk saw, none where the draft had none of that name. What was
    sent for release has to be sent again. Refused: an unknown place, one that is missing, stars that don't pair up.
    Source: good practice.
    """
    _hold(turn)
    phrases = shipped_words(paper).phrases
    refuse_if(unknown_phrase_lacks(phrase, phrases) or phrase_lacks(phrases[phrase], words))
    return _put(turn, paper, phrases[phrase], words_kept(words), seen)


def take_program_words(turn: Turn, *, paper: str, phrase: str, seen: int | None) -> Changes:
    """Take the program's own words of a phrase again, in the draft. Source: good practice."""
    _hold(turn)
    phrases = shipped_words(paper).phrases
    refuse_if(unknown_phrase_lacks(phrase, phrases))
    return _put(turn, paper, phrases[phrase], None, seen)


def send_for_release(turn: Turn, *, draft: UUID, seen: int, from_day: date, because: str) -> Changes:
    """Say from which day the draft is to hold, and why: a second person can release it then. Source: good practice."""
    _hold(turn)
    found = load(turn, WordingVersion, draft, seen=seen, lock=True)
    refuse_if(draft_lacks(found.released_at, found.withdrawn_at))
    differs = _printed(turn, found) != _printed(turn, _before(turn, found))
    refuse_if(sending_lacks(from_day, turn.day, because, differs=differs))
    found.from_day, found.because = from_day, because.strip()
    found.sent_at, found.sent_by_id = turn.moment, turn.staff
    return _changed(turn, found)


def release_words(turn: Turn, *, draft: UUID, seen: int) -> Changes:
    """Release a draft as it was seen: it holds from its day on, from today where that has gone by meanwhile.

    Refused: to whoever wrote at it; before it was sent; where a phrase doesn't fit what the program ships now. It never
    changes then. Source: good practice.
    """
    role = _hold(turn)
    found = load(turn, WordingVersion, draft, seen=seen, lock=True)
    refuse_if(draft_lacks(found.released_at, found.withdrawn_at) or sent_lacks(found.sent_at))
    refuse_if(releasing_lacks(turn.staff, role, _wrote(turn, found)))
    refuse_if(unfit_lacks(shipped_words(found.of_paper).phrases, _said(turn, found)))
    found.from_day = max(found.from_day or turn.day, turn.day)
    found.released_at, found.released_by_id = turn.moment, turn.staff
    return _changed(turn, found)


def withdraw_draft(turn: Turn, *, draft: UUID, seen: int, because: str) -> Changes:
    """Give a draft up: what holds goes on. Its words stay to be read. Source: good practice."""
    _hold(turn)
    found = load(turn, WordingVersion, draft, seen=seen, lock=True)
    refuse_if((*draft_lacks(found.released_at, found.withdrawn_at), *wording_reason_lacks(because)))
    found.withdrawn_at, found.withdrawn_because = turn.moment, because.strip()
    return _changed(turn, found)


def _hold(turn: Turn) -> Role:
    """Refuse who may not, and take the office's row: a paper has one draft, whichever desk begins it."""
    role = seat_role(turn)
    refuse_if(office_editor_lacks(role))
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())
    return role


def _put(turn: Turn, paper: str, phrase: Phrase, words: str | None, seen: int | None) -> Changes:
    draft, is_new = _draft(turn, paper)
    found = turn.session.scalars(
        select(WordingPhrase).where(WordingPhrase.of_version_id == draft.id, WordingPhrase.name == phrase.name)
    ).one_or_none()
    refuse_if_changed(turn, None if is_new else found, seen)  # what was just copied nobody has seen
    said = found or WordingPhrase(of_version_id=draft.id, name=phrase.name)
    said.words, said.shipped, said.phrased_by_id = words, phrase.words, turn.staff
    draft.sent_at, draft.sent_by_id, draft.operation_id = None, None, turn.operation
    add(turn, said)
    return _changed(turn, draft)


def _draft(turn: Turn, paper: str) -> tuple[WordingVersion, bool]:
    """The paper's draft; a new one, as a copy of the last that was released, where it has none; if it is new."""
    of_paper = (WordingVersion.office_id == turn.office, WordingVersion.of_paper == paper)
    is_open = (WordingVersion.released_at.is_(None), WordingVersion.withdrawn_at.is_(None))
    draft = turn.session.scalars(select(WordingVersion).where(*of_paper, *is_open).with_for_update()).one_or_none()
    if draft is not None:
        return draft, False
    number = (turn.session.scalar(select(func.max(WordingVersion.number)).where(*of_paper)) or 0) + 1
    draft = add(turn, WordingVersion(of_paper=paper, number=number, written_by_id=turn.staff))
    for name, said in _said(turn, _before(turn, draft)).items():
        if said.words is not None:
            add(turn, WordingPhrase(of_version_id=draft.id, name=name, words=said.words, shipped=said.shipped))
    return draft, True


def _before(turn: Turn, version: WordingVersion) -> WordingVersion | None:
    """The version that was released last before this one was begun; none where the program's own words held."""
    query = select(WordingVersion).where(
        WordingVersion.office_id == turn.office,
        WordingVersion.of_paper == version.of_paper,
        WordingVersion.number < version.number,
        WordingVersion.released_at.is_not(None),
    )
    return turn.session.scalars(query.order_by(WordingVersion.number.desc()).limit(1)).one_or_none()


def _said(turn: Turn, version: WordingVersion | None) -> dict[str, OfficePhrase]:
    if version is None:
        return {}
    rows = turn.session.execute(
        select(WordingPhrase.name, WordingPhrase.words, WordingPhrase.shipped)
        .where(WordingPhrase.office_id == turn.office, WordingPhrase.of_version_id == version.id)
        .order_by(WordingPhrase.name)
    )
    return {row.name: OfficePhrase(row.words, row.shipped) for row in rows}


def _printed(turn: Turn, version: WordingVersion | None) -> Mapping[str, str]:
    """What a version prints in place of the program's words."""
    if version is None:
        return {}
    phrases = shipped_words(version.of_paper).phrases
    told = standing_words(phrases, _said(turn, version))
    return {name: words for name, words in told.items() if words != phrases[name].words}


def _wrote(turn: Turn, version: WordingVersion) -> Wrote:
    phrased = select(WordingPhrase.phrased_by_id).where(WordingPhrase.of_version_id == version.id)
    writers = {each for each in turn.session.scalars(phrased.distinct()) if each is not None}
    if version.written_by_id is not None:
        writers.add(version.written_by_id)
    return Wrote(frozenset(writers), frozenset(_managers(turn)))


def _managers(turn: Turn) -> Sequence[UUID]:
    return turn.session.scalars(
        select(Staff.id).where(
            Staff.office_id == turn.office, is_on_staff(turn.day), role_of_day(turn.day) == Role.SERVICE_MANAGER
        )
    ).all()


def _changed(turn: Turn, version: WordingVersion) -> Changes:
    """Papers may say something else from now on, or lack something no more."""
    turn.session.flush()
    return changes(Topic.SETTINGS, Topic.AGREEMENTS, Topic.TRANSFERS, made=version.id)
