"""What each part of the agreement is written with: the paper, its wording, and the sheet's sizes."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from reports.agreement.paper import AgreementPaper
from reports.layout.flowables import heading
from reports.layout.tagging import Node
from reports.layout.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Told):
    """What each part needs to write itself."""

    paper: AgreementPaper

    def part(self, name: str) -> tuple[Node, Flowable]:
        """A new part with its heading."""
        node = self.root.add("Sect")
        return node, heading(self.words.text(f"{name}.heading"), self.scale.heading(), node, 2)

    def part_with_table(self, name: str) -> tuple[Node, list[Flowable]]:
        """A new part that begins with a table, which may run over to the next page rather than jump there whole."""
        node = self.root.add("Sect")
        top = heading(self.words.text(f"{name}.heading"), self.scale.heading_over_table(), node, 2)
        return node, [self.scale.enough_room(8), top]
