"""How a family's paper says its phrases: a paragraph, a question, and a question with all of its answer."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from reports.layout.flowables import paragraph
from reports.layout.styles import Scale
from reports.layout.tagging import Node
from reports.layout.text import typed
from reports.layout.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words of a paper, in which sizes, and below which place of its structure."""

    words: Wording
    scale: Scale
    root: Node

    def say(self, node: Node, name: str, /, **values: str) -> Flowable:
        """A paragraph of ours."""
        return paragraph(self.words.say(name, **values), self.scale.text(), node)

    def ask(self, node: Node, name: str) -> Flowable:
        """A small heading."""
        return paragraph(typed(self.words.text(name)), self.scale.subheading(), node, "H3")

    def has(self, name: str) -> bool:
        """Whether these words say anything there: an older version lacks a phrase, an office may have left one out."""
        return name in self.words.phrases and self.words.says(name)

    def answer(self, node: Node, question: str, *names: str, **values: str) -> list[Flowable]:
        """A question and all of its answer, to be kept on one page; nothing where these words don't ask it."""
        if not self.has(question):
            return []
        return [self.ask(node, question), *(self.say(node, name, **values) for name in names if self.has(name))]
