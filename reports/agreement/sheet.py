"""What each part of the agreement is written with: the paper, its wording, and the sheet's sizes."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from reports.agreement.paper import AgreementPaper
from reports.layout.flowables import heading, paragraph
from reports.layout.styles import Scale
from reports.layout.tagging import Node
from reports.layout.text import typed
from reports.layout.wording import Wording


@dataclass(frozen=True, slots=True)
class Sheet:
    """What each part needs to write itself."""

    paper: AgreementPaper
    words: Wording
    scale: Scale
    root: Node

    def part(self, name: str) -> tuple[Node, Flowable]:
        """A new part with its heading."""
        node = self.root.add("Sect")
        return node, heading(self.words.text(f"{name}.heading"), self.scale.heading(), node, 2)

    def part_with_table(self, name: str) -> tuple[Node, list[Flowable]]:
        """A new part that begins with a table, which may run over to the next page rather than jump there whole."""
        node = self.root.add("Sect")
        top = heading(self.words.text(f"{name}.heading"), self.scale.heading_over_table(), node, 2)
        return node, [self.scale.enough_room(8), top]

    def say(self, node: Node, name: str, /, **values: str) -> Flowable:
        """A paragraph of ours."""
        return paragraph(self.words.say(name, **values), self.scale.text(), node)

    def ask(self, node: Node, name: str) -> Flowable:
        """A small heading."""
        return paragraph(typed(self.words.text(name)), self.scale.subheading(), node, "H3")

    def has(self, name: str) -> bool:
        """Whether these words say anything there: an older version lacks a phrase, an office may have left one out."""
        try:
            return bool(self.words.text(name))
        except KeyError:
            return False

    def answer(self, node: Node, question: str, *names: str, **values: str) -> list[Flowable]:
        """A question and all of its answer, to be kept on one page; nothing where these words don't ask it."""
        if not self.has(question):
            return []
        return [self.ask(node, question), *(self.say(node, name, **values) for name in names if self.has(name))]
