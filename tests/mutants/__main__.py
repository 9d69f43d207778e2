"""`.venv/bin/python tests/mutants --rules 60 --services 40 --seed N`: which broken rules would no test notice?"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.mutants.mutants import FLOORS, Mutant, all_of, draw
from tests.mutants.trial import SURVEYED, Bench, NotGreen, Survey, Verdict, read_survey

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Draw, try and count; 0 whatever lives, for it is a measure and no check."""
    told = _words().parse_args()
    drawn: list[Mutant] = []
    for floor in FLOORS:
        every = all_of(ROOT, floor, told.only)
        count = sum(map(len, every))
        wanted = count if told.only else getattr(told, floor)
        drawn += draw(every, wanted, told.seed)
        print(f"{floor}: {count} mutants possible in {len(every)} modules, {min(wanted, count)} drawn", flush=True)
    if told.list:
        for each in drawn:
            print(f"{each.path}:{each.line} {each.what}")
        return 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        try:
            _report(list(_tried(drawn, Path(folder), told.survey)))
        except NotGreen as failed:
            print(f"{failed}\nThe tests fail before anything is broken: mend them first.", file=sys.stderr)
            return 2
    return 0


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="mutants", description=__doc__)
    words.add_argument("--rules", type=int, default=60, help="how many mutants of models/rules")
    words.add_argument("--services", type=int, default=40, help="how many mutants of app/services")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--only", nargs="+", default=[], metavar="PATH", help="every mutant of these modules or rooms")
    words.add_argument("--survey", type=Path, metavar="FILE", help="keep here which test enters what, and use it again")
    words.add_argument("--list", action="store_true", help="say what would be tried, and try nothing")
    return words


def _tried(drawn: list[Mutant], folder: Path, kept: Path | None) -> Iterator[Verdict]:
    """Each mutant's end, in the order in which they end; a worker works in a copy of the tree of its own."""
    waiting: SimpleQueue[Bench] = SimpleQueue()
    began = time.time()  # noqa: TID251  files have times of this clock
    benches = [Bench(ROOT, folder / f"copy-{number}") for number in range(len(SURVEYED))]
    survey = _survey(benches, kept or folder / "entered.json", {each.path for each in drawn}, began)
    for bench in benches:
        waiting.put(bench)

    def trial(mutant: Mutant) -> Verdict:
        bench = waiting.get()
        try:
            verdict = bench.trial(mutant, survey)
        finally:
            waiting.put(bench)
        print(verdict.line, flush=True)
        return verdict

    with ThreadPoolExecutor(len(benches)) as pool:
        yield from pool.map(trial, drawn)


def _survey(benches: list[Bench], kept: Path, paths: set[str], began: float) -> Survey:
    """Which tests enter what, looked at now or kept from before; refused unless the unbroken tree is green."""
    if kept.is_file():
        survey = Survey(read_survey(kept), kept.stat().st_mtime)
        benches[0].check(paths, survey)
        return survey
    with ThreadPoolExecutor(len(benches)) as pool:
        entered: dict[str, list[str]] = {}
        for half in pool.map(Bench.survey, benches, SURVEYED):
            for place, tests in half.items():
                entered[place] = [*entered.get(place, []), *tests]
    kept.write_text(json.dumps(entered), encoding="utf-8")
    os.utime(kept, (began, began))  # a test that was written while the survey ran isn't in it
    return Survey(entered, began)


def _report(verdicts: Iterable[Verdict]) -> None:
    """The living once more, and the share of the killed on each floor."""
    found = list(verdicts)
    print("\nAlive:")
    for each in found:
        if not each.by:
            print(f"  {each.mutant.path}:{each.mutant.line} {each.mutant.what}")
    for floor in FLOORS:
        ends = [bool(each.by) for each in found if each.mutant.floor == floor]
        if ends:
            print(f"{floor}: {sum(ends)} of {len(ends)} killed, {sum(ends) / len(ends):.1%}")


if __name__ == "__main__":
    sys.exit(main())
