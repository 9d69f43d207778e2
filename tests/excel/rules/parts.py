"""Parts, their kinds and relations: each has a content type, each relation leads somewhere, each id is known."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from tests.excel.package import PARSER, TYPES, Package, Relation, children

# What a part must be that a relation of this kind leads to: the end of its content type.
KINDS = {
    "officedocument": "spreadsheetml.sheet.main+xml",
    "worksheet": "spreadsheetml.worksheet+xml",
    "styles": "spreadsheetml.styles+xml",
    "sharedstrings": "spreadsheetml.sharedStrings+xml",
    "table": "spreadsheetml.table+xml",
    "calcchain": "spreadsheetml.calcChain+xml",
    "theme": "theme+xml",
    "comments": "spreadsheetml.comments+xml",
    "drawing": "drawing+xml",
    "vmldrawing": "vmlDrawing",
    "sheetmetadata": "spreadsheetml.sheetMetadata+xml",
    "custom-properties": "custom-properties+xml",
}


def findings(package: Package) -> Iterator[str]:
    yield from _well_formed(package)
    yield from _types(package)
    for part in ("", *package.parts):
        if not part.endswith(".rels"):
            yield from _relations(package, part)
    yield from _owners(package)


def _well_formed(package: Package) -> Iterator[str]:
    for name, content in package.parts.items():
        if package.is_xml(name):
            try:
                etree.fromstring(content, PARSER)
            except etree.XMLSyntaxError:
                yield f"{name}: is not well-formed."


def types(package: Package) -> tuple[dict[str, str], dict[str, str]]:
    """The kinds by ending and by part's name, both in small letters."""
    root = package.tree(TYPES)
    if root is None:
        return {}, {}
    endings = {each.get("Extension", "").lower(): each.get("ContentType", "") for each in children(root, "Default")}
    names = {each.get("PartName", "").lower(): each.get("ContentType", "") for each in children(root, "Override")}
    return endings, names


def type_of(package: Package, part: str) -> str:
    endings, names = types(package)
    return names.get(f"/{part.lower()}") or endings.get(part.rpartition(".")[2].lower(), "")


def _types(package: Package) -> Iterator[str]:
    root = package.tree(TYPES)
    if root is None:
        yield "The package says of no part what it is: [Content_Types].xml is missing."
        return
    for element, called in (("Default", "Extension"), ("Override", "PartName")):
        said = [each.get(called, "").lower() for each in children(root, element)]
        for each in sorted({each for each in said if said.count(each) > 1}):
            yield f"{TYPES}: {each} is given a kind twice."
    for each in children(root, "Override"):
        name = each.get("PartName", "")
        if not name.startswith("/") or package.stored(name) not in package.parts:
            yield f"{TYPES}: {name} is given a kind, and there is no such part."
    endings, names = types(package)
    for part in package.parts:
        if part != TYPES and f"/{part.lower()}" not in names and part.rpartition(".")[2].lower() not in endings:
            yield f"{part}: has no content type."


def _relations(package: Package, part: str) -> Iterator[str]:
    found = package.relations(part)
    said = part or "The package"
    ids = [each.id for each in found]
    for each in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"{said}: has two relations {each}."
    for each in found:
        if not each.is_external:
            yield from _target(package, said, each)
    if part and package.is_xml(part) and part != TYPES and package.tree(part) is not None:
        for element in package.tree(part).iter(etree.Element):
            for key, value in element.attrib.items():
                is_relation = "relationships}" in key and value and value not in ids
                if is_relation:
                    yield f"{part}: asks for the relation {value}, which it hasn't."


def _target(package: Package, said: str, relation: Relation) -> Iterator[str]:
    if relation.target.startswith("#") or "#" in relation.target:
        return
    if relation.target not in package.parts:
        yield f"{said}: the relation {relation.id} leads to {relation.target}, which isn't there."
        return
    due = KINDS.get(relation.kind.lower())
    kind = type_of(package, relation.target)
    if due and kind and not kind.lower().endswith(due.lower()):
        yield f"{said}: the relation {relation.id} leads to {relation.target}, which is no {relation.kind}."


def _owners(package: Package) -> Iterator[str]:
    for name in package.parts:
        folder, base = posixpath.split(name)
        if base.endswith(".rels") and posixpath.basename(folder) == "_rels":
            owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            if base != ".rels" and owner not in package.parts:
                yield f"{name}: are relations of a part that isn't there."
