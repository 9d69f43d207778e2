"""Asking a form about whom it is: somebody known here, found by name or number."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from app.queries.people.search import FoundPerson, search
from ui.widgets.inline_form import InlineForm
from ui.widgets.type_ahead import Match, TypeAhead


def somebody_known(form: InlineForm, label: str, hint: str = "Somebody known here.") -> Callable[[], UUID]:
    """A line that finds people as one types, with what tells namesakes apart; gives whoever was chosen."""
    box = TypeAhead(form.desk.look, form.name("person"), "Type a name or a number")
    person = form.someone(box, label, hint)
    box.asked.connect(partial(_find, form, box))

    def chosen() -> UUID:
        key = person.value().id
        if not isinstance(key, UUID):
            raise TypeError(f"not somebody's key: {key!r}")
        return key

    return chosen


def _find(form: InlineForm, box: TypeAhead, typed: str) -> None:
    form.desk.door.ask(form, search, text=typed).then(partial(_show, box), form.notice.say, latest=box)


def _show(box: TypeAhead, found: tuple[FoundPerson, ...]) -> None:
    box.show_matches(tuple(Match(each.person_id, each.name, each.told_apart) for each in found))
