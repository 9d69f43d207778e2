"""What the doctor says of the words that only an office can say: until they are written, their papers stay drafts."""

from datetime import date

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.door.wording import shipped_papers, shipped_words
from models.people import Office
from models.rules.office.wording import owed_titles
from models.wording import WordingVersion
from models.wording_of_days import words_on


def owed_words(session: Session, day: date) -> list[str]:
    """A line for each paper that lacks some; none in a database that is older than the office's own words."""
    office = session.scalars(select(Office.id)).first()
    if office is None or not inspect(session.connection()).has_table(WordingVersion.__tablename__):
        return []
    lines = []
    for shipped in map(shipped_words, shipped_papers()):
        owed = owed_titles(shipped.phrases, words_on(session, office, shipped.paper, day).phrases)
        if owed:
            lines.append(f"to be written in Office, Wording, for “{shipped.title}”: {'; '.join(owed)}")
    return lines
