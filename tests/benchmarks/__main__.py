"""`python3 run.py bench [NAME …]`: prints each measure with its ratio, and writes them as JSON where asked."""

import argparse
import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks import (
    figures,
    goals,
    holds,
    imports,
    journey,
    kills,
    lists,
    make,
    memory,
    on_county,
    papers,
    scale,
    screens,
    search,
    start,
    trace,
    tracker,
    trips,
)
from tests.benchmarks.measure import Measure

PARTS = {
    "start": start.measures,
    "screens": screens.measures,
    "scale": scale.measures,
    "county": on_county.measures,
    "growth": on_county.growth,
    "figures": figures.measures,
    "goals": goals.measures,
    "search": search.measures,
    "imports": imports.measures,
    "journey": journey.measures,
    "papers": papers.measures,
    "tracker": tracker.measures,
    "trace": trace.measures,
    "lists": lists.measures,
    "holds": holds.measures,
    "kills": kills.measures,
    "memory": memory.measures,
    "trips": trips.measures,
}


def main() -> None:
    """Make a county, or measure what was named, or everything."""
    if sys.argv[1:2] == ["make"]:
        make.main(sys.argv[2:])
        return
    words = argparse.ArgumentParser(prog="bench")
    words.add_argument("names", nargs="*", choices=[*PARTS, []], help="which parts; all unless said")
    words.add_argument("--runs", type=int, default=7)
    words.add_argument("--json", type=Path)
    words.add_argument("--table", action="store_true", help="print the lines of a Markdown table")
    words.add_argument(
        "--database",
        metavar="FILE|URL",
        help="of county, figures and holds: one that “make” made, else a small one is made",
    )
    words.add_argument("--seed", type=int, default=holds.SEED, help="of holds: which actions are played")
    words.add_argument("--list", action="store_true", help="of a trace: the files passed in order, and the hops")
    told = words.parse_args()
    asked = {
        "figures": partial(figures.measures, where=told.database),
        "county": partial(on_county.measures, where=told.database),
        "holds": partial(holds.measures, where=told.database, seed=told.seed),
    }
    found = []
    for name in told.names or PARTS:
        for measure in asked.get(name, PARTS[name])(told.runs):
            print(measure.row if told.table and isinstance(measure, Measure) else measure.line, flush=True)
            if told.list and isinstance(measure, trace.Traced):
                print(measure.listing, flush=True)
            found.append(asdict(measure) | {"ratio": measure.ratio})
    if told.json is not None:
        told.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
