"""Part 6 of the agreement: where each one signs, on paper or on screen. Source: OPG 5.6 (FUND-4, FUND-5)."""

from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from reports.agreement_parts import Sheet
from reports.layout.pieces import TextField, TickBox, paragraph
from reports.layout.tables import bare_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed


def signing(sheet: Sheet, *, is_draft: bool) -> list[Flowable]:
    """The promise, then a block for the person or for each representative, then the council's."""
    node, top = sheet.part("signing")
    if is_draft:
        return [top, sheet.say(node, "signing.not_yet")]
    paper, words = sheet.paper, sheet.words
    promise = sheet.say(node, "signing.promise_share" if paper.is_shared else "signing.promise")
    if paper.signatories:
        titles = [
            words.say("signing.representative", person=paper.person, name=one.name, authority=one.authority.label)
            for one in paper.signatories
        ]
    else:
        titles = [words.say("signing.person", name=paper.person)]
    blocks: list[Flowable] = [
        _block(sheet, node, title, f"signer{place}", ("signature", "date"), reads=True)
        for place, title in enumerate(titles, start=1)
    ]
    council = words.say("signing.council", council=paper.council)
    blocks.append(_block(sheet, node, council, "council", ("signature", "name", "job", "date"), reads=False))
    return [top, promise, *blocks]


def _block(sheet: Sheet, node: Node, title: Markup, name: str, fields: tuple[str, ...], *, reads: bool) -> Flowable:
    scale, part = sheet.scale, node.add("Sect")
    shown: list[Flowable] = [paragraph(bold(title), scale.subheading(), part, "H3")]
    if reads:
        shown.append(_reading(sheet, part, name))
    rows = [_field_row(sheet, part, name, field) for field in fields]
    left = scale.room * (0.26 if scale.is_large else 0.18)
    table = bare_table(rows, [left, scale.room - left], _roomy(scale.gap))
    return KeepTogether([*shown, table, scale.space(2)])


def _field_row(sheet: Sheet, part: Node, name: str, field: str) -> list[Flowable]:
    label = sheet.words.text(f"signing.{field}")
    said = paragraph(typed(label), sheet.scale.cell(), part)
    return [said, TextField(f"{name}_{field}", label, sheet.scale, part)]


def _reading(sheet: Sheet, part: Node, name: str) -> Flowable:
    """Whether the signer could read this, or who read it out."""
    scale, words = sheet.scale, sheet.words
    read, read_to = words.text("signing.read"), words.text("signing.read_to")
    box = scale.body * 1.9
    half = scale.room * (0.5 if scale.is_large else 0.33)
    first: list[Flowable] = [TickBox(f"{name}_read", read, scale, part)]
    first += [paragraph(typed(read), scale.cell(), part), scale.space()]
    second: list[Flowable] = [TickBox(f"{name}_read_to", read_to, scale, part)]
    second += [paragraph(typed(read_to), scale.cell(), part)]
    second += [TextField(f"{name}_read_by", read_to, scale, part)]
    return bare_table([first, second], [box, half, scale.room - box - half], _roomy(scale.gap))


def _roomy(gap: float) -> list[tuple[Any, ...]]:
    return [
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), gap * 0.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), gap * 0.4),
    ]
