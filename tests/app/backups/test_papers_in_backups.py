"""A backup carries the papers whole: what was issued, and a scan of 15 MB; and the check reads them in it."""

import hashlib
import sqlite3
from contextlib import closing

from app.backups.making import back_up
from app.door.progress import Progress
from models.papers import PaperBytes, PaperFile
from models.soundness import soundness
from models.vocabulary.papers import MediaType, PaperKind

LARGE = 15 * 1024 * 1024


def test_a_scan_of_15_megabytes_is_backed_up_compared_and_checked(sqlite_office, folder):
    office, content = sqlite_office, bytes(range(256)) * (LARGE // 256)
    scan = PaperFile(
        episode_id=office.an_episode(),
        kind=PaperKind.SCAN,
        reference="ISA-1",
        media_type=MediaType.PDF,
        size=LARGE,
        sha256=hashlib.sha256(content).hexdigest(),
        made_at=office.now,
        made_by_id=office.staff["DSO"],
    )
    office.store(scan)
    with office.database.writing() as session:
        session.add(PaperBytes(file_id=scan.id, office_id=office.id, content=content))
    made = back_up(office.database, folder, office.clock.now(), Progress())
    with closing(sqlite3.connect(made.file)) as copy:
        assert copy.execute("SELECT content FROM paper_bytes").fetchall() == [(content,)]
    with office.database.engine.connect() as connection:
        found = soundness(connection)
    assert found.troubles == ()
    assert "and the SHA-256 of 1 paper" in found.compared
