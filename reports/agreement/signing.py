"""Part 7 of the agreement: where each one signs, on paper or on screen. Source: OPG 5.6 (FUND-4, FUND-5)."""

from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from reports.agreement.sheet import Sheet
from reports.layout.fields import TextField, TickBox
from reports.layout.flowables import paragraph
from reports.layout.tables import bare_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed


@dataclass(frozen=True, slots=True)
class _Block:
    """Where one of those who sign does so; `who` is said with each field to those who can't see the page."""

    title: Markup
    who: str
    name: str
    fields: tuple[str, ...] = ("signature", "date")
    says_who_read: bool = True


def signing(sheet: Sheet, *, is_draft: bool) -> list[Flowable]:
    """The promise, then a block for the person or for each representative, then the council's."""
    node, top = sheet.part("signing")
    if is_draft:
        return [top, sheet.say(node, "signing.not_yet")]
    paper = sheet.paper
    promise = sheet.say(node, "signing.promise_share" if paper.is_shared else "signing.promise")
    first, *others = (_drawn(sheet, node, block) for block in _blocks(sheet))
    # Nobody signs on a page that lacks the promise. Flat, because a KeepTogether in another one always begins a page.
    return [KeepTogether([top, promise, *first]), *(KeepTogether(other) for other in others)]


def _blocks(sheet: Sheet) -> list[_Block]:
    paper, words = sheet.paper, sheet.words
    council = words.say("signing.council", council=paper.council)
    blocks = [_Block(words.say("signing.person", name=paper.person), paper.person, "signer1")]
    if paper.signatories:
        blocks = [
            _Block(
                words.say("signing.representative", person=paper.person, name=one.name, authority=one.authority.label),
                one.name,
                f"signer{place}",
            )
            for place, one in enumerate(paper.signatories, start=1)
        ]
    names = ("signature", "name", "job", "date")
    return [*blocks, _Block(council, paper.council, "council", names, says_who_read=False)]


def _drawn(sheet: Sheet, node: Node, block: _Block) -> list[Flowable]:
    scale, part = sheet.scale, node.add("Sect")
    shown: list[Flowable] = [paragraph(bold(block.title), scale.subheading(), part, "H3")]
    if block.says_who_read:
        shown.append(_reading(sheet, part, block))
    rows = [_field_row(sheet, part, block, field) for field in block.fields]
    left = scale.room * (0.26 if scale.is_large else 0.18)
    return [*shown, bare_table(rows, [left, scale.room - left], _roomy(scale.gap)), scale.space(2)]


def _field_row(sheet: Sheet, part: Node, block: _Block, field: str) -> list[Flowable]:
    label = sheet.words.text(f"signing.{field}")
    said = paragraph(typed(label), sheet.scale.cell(), part)
    return [said, TextField(f"{block.name}_{field}", f"{label}: {block.who}", sheet.scale, part)]


def _reading(sheet: Sheet, part: Node, block: _Block) -> Flowable:
    """Whether the signer could read this, or who read it out."""
    scale, words = sheet.scale, sheet.words
    read, read_to = words.text("signing.read"), words.text("signing.read_to")
    box = scale.body * 1.9
    half = scale.room * (0.5 if scale.is_large else 0.33)
    first: list[Flowable] = [TickBox(f"{block.name}_read", f"{read}: {block.who}", scale, part)]
    first += [paragraph(typed(read), scale.cell(), part), scale.space()]
    second: list[Flowable] = [TickBox(f"{block.name}_read_to", f"{read_to}: {block.who}", scale, part)]
    second += [paragraph(typed(read_to), scale.cell(), part)]
    second += [TextField(f"{block.name}_read_by", f"{read_to}: {block.who}", scale, part, lines=2)]
    return bare_table([first, second], [box, half, scale.room - box - half], _roomy(scale.gap))


def _roomy(gap: float) -> list[tuple[Any, ...]]:
    return [
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), gap * 0.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), gap * 0.4),
    ]
