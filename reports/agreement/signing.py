"""The last part of the agreement: where each one signs, on paper or on screen. Source: OPG 5.6 (FUND-4, FUND-5)."""

from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from reports.agreement.paper import Signatory
from reports.agreement.sheet import Sheet
from reports.layout.day_and_time import short_day, unbroken
from reports.layout.fields import TextField, TickBox
from reports.layout.flowables import paragraph
from reports.layout.language import as_read
from reports.layout.once_a_page import OnceAPage, Pages
from reports.layout.tables import bare_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed


@dataclass(frozen=True, slots=True)
class _Block:
    """Where one of those who sign does so; `who` is said with each field to those who can't see the page.

    `power` are the lines about the power by which they sign.
    """

    title: Markup
    who: str
    name: str
    fields: tuple[str, ...] = ("signature", "date")
    says_who_read: bool = True
    power: tuple[Markup, ...] = ()


def signing(sheet: Sheet, *, is_draft: bool) -> list[Flowable]:
    """What happens if nobody signs, the promise, then a block for each who is asked to sign, then the council's."""
    node, top = sheet.part("signing")
    if is_draft:
        return [top, sheet.say(node, "signing.not_yet")]
    told, pages = _nobody_signs(sheet, node), Pages()
    blocks = [KeepTogether(_drawn(sheet, node, block, pages)) for block in _blocks(sheet)]
    return [KeepTogether([top, *told]), *blocks]


def signing_to_read(sheet: Sheet) -> list[Flowable]:
    """The same part of a translation: what is promised, by whom, and what if nobody does; without a place to sign."""
    node, top = sheet.part("signing")
    told = [paragraph(_promise(sheet), sheet.scale.text(), node)]
    for block in _blocks(sheet):
        told.append(paragraph(bold(block.title), sheet.scale.subheading(), node, "H3"))
        told += [paragraph(line, sheet.scale.cell(), node) for line in block.power]
    return [KeepTogether([top, *_nobody_signs(sheet, node)]), *told]


def _nobody_signs(sheet: Sheet, node: Node) -> list[Flowable]:
    """What the sources say about it: it confirms the charge, which doesn't rest on it. Source: OPG 5.6."""
    if "signing.nobody" not in sheet.words.phrases:  # the words of earlier papers stay as they were
        return []
    dso = sheet.paper.dso
    told = [
        sheet.ask(node, "signing.nobody_title"),
        sheet.say(node, "signing.nobody", name=dso.name, telephone=unbroken(dso.telephone)),
    ]
    return [*told, sheet.say(node, "signing.nobody_next")] if sheet.words.says("signing.nobody_next") else told


def _blocks(sheet: Sheet) -> list[_Block]:
    paper, words = sheet.paper, sheet.words
    council = words.say("signing.council", council=paper.council)
    blocks = [_Block(words.say("signing.person", name=paper.person), paper.person, "signer1")]
    if paper.signatories:
        blocks = [
            _Block(
                words.say(
                    f"signing.{one.phrase}", person=paper.person, name=one.name, authority=as_read(one.authority.label)
                ),
                one.name,
                f"signer{place}",
                power=_power(sheet, one),
            )
            for place, one in enumerate(paper.signatories, start=1)
        ]
    names = ("signature", "name", "job", "date")
    return [*blocks, _Block(council, paper.council, "council", names, says_who_read=False)]


def _power(sheet: Sheet, one: Signatory) -> tuple[Markup, ...]:
    """The power by which somebody signs, and who saw a certified copy of it when. Source: FUND-5."""
    words, said = sheet.words, []
    if one.power_dated is not None:
        name = "signing.power_numbered" if one.power_number else "signing.power"
        told = {"power": as_read(one.authority.label), "day": short_day(one.power_dated), "number": one.power_number}
        said.append(words.say(name, **told))
    if one.copy_seen_on is not None:
        said.append(words.say("signing.copy_seen", name=one.copy_seen_by, day=short_day(one.copy_seen_on)))
    return tuple(said)


def _promise(sheet: Sheet) -> Markup:
    paper = sheet.paper
    if paper.is_shared:
        return sheet.words.say("signing.promise_share")
    phrase = paper.signatories[0].phrase if paper.signatories else "representative"
    if phrase == "representative":
        return sheet.words.say("signing.promise")
    return sheet.words.say(f"signing.promise_{phrase}", person=paper.person)


def _drawn(sheet: Sheet, node: Node, block: _Block, pages: Pages) -> list[Flowable]:
    """A block; the promise stands above the first of each page, for nobody signs on a page that lacks it."""
    scale, part = sheet.scale, node.add("Sect")
    promise = _promise(sheet)
    if not block.says_who_read and "signing.promised" in sheet.words.phrases:
        promise = Markup(f"{sheet.words.say('signing.promised')} {promise}")
    shown: list[Flowable] = [OnceAPage(pages, promise, scale.text(), part)]
    shown.append(paragraph(bold(block.title), scale.subheading(), part, "H3"))
    shown += [paragraph(line, scale.cell(), part) for line in block.power]
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
