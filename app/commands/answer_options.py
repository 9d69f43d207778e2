"""What somebody says on the command line about a list that doesn't say it itself: which sheet, columns and order."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click

from app.exchange.columns import Chosen, Field, Mapping, names_of, plain
from app.exchange.files.asked import Answers, DateOrder

HINT = "On the command line: --column FIELD=HEADING."


def answer_options(fields: Sequence[Field]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Options of a command that takes a list in; it is given them as `answers`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @click.option("--sheet", metavar="NAME", help="The sheet to take in, where a workbook has several.")
        @click.option(
            "--column", "told", multiple=True, metavar="FIELD=HEADING",
            help="Which column a field is, by its heading; nothing after the = says that none is.",
        )  # fmt: skip
        @click.option("--month-first", "months", is_flag=True, help="Its dates have the month first: 11/14/2026.")
        @click.option("--day-first", "days", is_flag=True, help="Its dates have the day first: 14/11/2026.")
        @wraps(command)
        def answered(
            *args: Any, sheet: str | None, told: tuple[str, ...], months: bool, days: bool, **others: Any
        ) -> None:
            order = _order(months=months, days=days)
            command(*args, answers=Answers(columns=_columns(told, fields), sheet=sheet, order=order), **others)

        return answered

    return decorate


def _order(*, months: bool, days: bool) -> DateOrder | None:
    if months and days:
        raise click.UsageError("Say --month-first or --day-first, not both.")
    return DateOrder.MONTH_FIRST if months else DateOrder.DAY_FIRST if days else None


def _columns(told: tuple[str, ...], fields: Sequence[Field]) -> Mapping | None:
    """The columns as `--column "Telephone=Mobile"` says them."""
    chosen = []
    for each in told:
        name, sign, heading = each.partition("=")
        field = next((field for field in fields if sign and plain(name) in names_of(field)), None)
        if field is None:
            known = ", ".join(field.title for field in fields)
            raise click.UsageError(
                f"--column “{each}” names no field: write FIELD=HEADING, a field being one of {known}."
            )
        chosen.append(Chosen(field.key, heading.strip()))
    return Mapping(tuple(chosen)) if chosen else None
