"""The hazard log as people read it: `python -m tests.hazards.log` writes `README.md` from `hazards.toml`.

Severity and likelihood give the rating by the file's own matrix; nobody types a rating in.
"""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent
README = HERE / "README.md"
HEAD = """# The hazard log

What can harm somebody through this program, what holds it off, and what remains: in the style of DCB0129, the NHS's
standard for the makers of health IT. `.venv/bin/python -m tests.hazards.log` writes this page from `hazards.toml`;
`tests/hazards/test_hazards.py` holds that every control names tests that are there.

**Nobody has signed it.** Severity and likelihood are the authors' proposal. Before Homeward is used for real people the
council names a clinical safety officer (a registered clinician, trained for it), who weighs each hazard anew, accepts
what remains and signs the safety case. Whoever deploys it does the same for their own offices by DCB0160, with the
hazards of their network, printers and people. An *owner* is the role that lives with what remains. A new hazard is an
entry of `hazards.toml` with a test for each control; one that was seen in use is entered the same day.

A rating is read from this matrix: 1 and 2 are accepted, 3 only where nothing more can reasonably be done, 4 and 5
never. It is the matrix commonly used with DCB0129; the safety officer may put another in its place.

"""


def read() -> dict:
    return tomllib.loads((HERE / "hazards.toml").read_text(encoding="utf-8"))


def rating(log: dict, weighed: list[str]) -> int:
    """From 1, accepted, to 5, unacceptable: of a severity and a likelihood."""
    severity, likelihood = weighed
    return log["rating"][likelihood][log["scale"]["severity"].index(severity)]


def cell(log: dict, weighed: list[str]) -> str:
    return f"{rating(log, weighed)} · {', '.join(weighed)}"


def matrix(log: dict) -> list[str]:
    severities = log["scale"]["severity"]
    rows = [
        f"| {each} | {' | '.join(map(str, log['rating'][each]))} |" for each in reversed(log["scale"]["likelihood"])
    ]
    heading = f"| likelihood \\ severity | {' | '.join(severities)} |"
    return [heading, "|---" * (len(severities) + 1) + "|", *rows]


def hazard_text(log: dict, hazard: dict) -> list[str]:
    lines = [
        f"### {hazard['id']} {hazard['name']}\n",
        f"*Cause.* {hazard['cause']} *Effect.* {hazard['effect']} *Before:* {cell(log, hazard['before'])}.\n",
    ]
    for control in hazard["control"]:
        lines.append(f"- {control['what']}")
        lines += [f"  - `{test}`" for test in control["tests"]]
    lines.append(
        f"\n*After:* {cell(log, hazard['after'])}. *Remains.* {hazard['remains']} *Owner:* {hazard['owner']}.\n"
    )
    return lines


def as_markdown(log: dict) -> str:
    summary = [
        f"| [{each['id']}](#{anchor(each)}) | {each['name']} "
        f"| {cell(log, each['before'])} | {cell(log, each['after'])} | {each['owner']} |"
        for each in log["hazard"]
    ]
    return HEAD + "\n".join(
        [
            *matrix(log),
            "\n## All of them\n",
            "| id | hazard | before | after | owner |",
            "|---|---|---|---|---|",
            *summary,
            "\n## One by one\n",
            *(line for each in log["hazard"] for line in hazard_text(log, each)),
        ]
    )


def anchor(hazard: dict) -> str:
    """The name by which a browser finds the hazard's heading."""
    kept = "".join(
        letter for letter in f"{hazard['id']} {hazard['name']}".lower() if letter.isalnum() or letter in " -"
    )
    return kept.replace(" ", "-")


def main() -> None:
    README.write_text(as_markdown(read()).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
