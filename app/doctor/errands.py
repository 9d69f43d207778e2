"""What the window asks of the doctor, on workers: how this desk stands, and the file for whoever helps."""

from dataclasses import dataclass, field
from pathlib import Path

from app.doctor.diagnostics import bundle
from app.doctor.finding import Finding, Stand
from app.door.clock import SystemClock
from app.door.turn import Turn


@dataclass(frozen=True, slots=True)
class DoctorErrands:
    """Of one open database, whose address stays in here: a server's has a password."""

    _url: str = field(repr=False)

    def checked(self) -> tuple[str, tuple[Finding, ...]]:
        """How many things are wrong, and every answer that isn't plainly fine."""
        from app.doctor.checkup import summed_up  # noqa: PLC0415  it brings what papers and files need

        found = self._found()
        return summed_up(found), tuple(each for each in found if each.stand is not Stand.FINE)

    def written(self, file: Path) -> str:
        """Write the file for whoever helps, over one that was asked about; what was done, in a sentence."""
        bundle(file, self._url, self._found(), over=True)
        return f"“{file.name}” is written: look at it, then send it to whoever helps."

    def _found(self) -> tuple[Finding, ...]:
        from app.doctor.checkup import checkup  # noqa: PLC0415  the same

        return tuple(checkup(self._url, SystemClock()))


def doctor_errands(turn: Turn) -> DoctorErrands:
    """Of the database that this window works on."""
    return DoctorErrands(turn.session.get_bind().engine.url.render_as_string(hide_password=False))
