"""The words that an office taken over has on its papers already: in force from the day of its file."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.door.errors import refuse_if
from app.door.wording import ShippedWords, shipped_words
from app.setup.entries import entry
from models.rules.office.wording import phrase_lacks, unknown_phrase_lacks
from models.values import london_day
from models.wording import WordingPhrase, WordingVersion


def take_words_over(session: Session, office: UUID, told: Mapping[str, Mapping[str, str]], as_at: datetime) -> None:
    """Keep an office's phrases by paper and name as its first version; refused where one can't stand there.

    They were the office's before: nobody writes or releases them here.
    """
    for paper, phrases in told.items():
        with entry(f"wording {paper}"):
            if phrases:
                _take_over(session, office, shipped_words(paper), phrases, as_at)


def _take_over(
    session: Session, office: UUID, shipped: ShippedWords, phrases: Mapping[str, str], as_at: datetime
) -> None:
    version = WordingVersion(office_id=office, of_paper=shipped.paper, number=1, from_day=london_day(as_at))
    version.because = "Taken over with the office"
    session.add(version)
    session.flush()
    for name, words in phrases.items():
        refuse_if(unknown_phrase_lacks(name, shipped.phrases) or phrase_lacks(shipped.phrases[name], words))
        session.add(
            WordingPhrase(
                office_id=office,
                of_version_id=version.id,
                name=name,
                words=words,
                shipped=shipped.phrases[name].words,
            )
        )
    session.flush()
    version.released_at = as_at
    session.flush()
