"""What the window holds in memory on a county's office, beside a bare window."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.county import county_office
from tests.benchmarks.measure import Measure, side_by_side
from tests.benchmarks.start import as_installed, said


def measures(runs: int) -> Iterator[Measure]:
    """When everything is imported, and when every tab was shown."""
    with tempfile.TemporaryDirectory() as folder:
        compiled = as_installed(Path(folder))
        database, _work = county_office(Path(folder) / "homeward.sqlite")
        database.close()
        address = database.url.render_as_string()
        for name, word, goal in (("memory, settled", "settled", 2.5), ("memory, every tab shown", "tabs", 3.0)):
            yield side_by_side(
                name,
                lambda word=word: float(said(word, compiled, "tabs", address, folder)[1]),
                lambda: float(said("held", compiled, "bare")[1]),
                "a bare window, painted",
                goal=goal,
                runs=min(runs, 3),
                unit="MiB",
            )
