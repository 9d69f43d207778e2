"""Says what Excel would find fault with in a workbook: what no other reader that we have minds.

Each finding is a sentence with the part and the place. Sources: ECMA-376 part 1 (order, kinds), [MS-OI29500]
(Excel's own limits), and what Excel was seen to repair (`tables`, `calcChain`, the calculation of `dimension`).
"""

from tests.excel.grid import Grid
from tests.excel.package import Package
from tests.excel.rules import book, cells, formulas, parts, ranges, styles, tables, zipped


def faults(content: bytes) -> list[str]:
    """Everything that is wrong with this workbook; nothing where Excel would take it without a word."""
    package = Package(content)
    found = [*zipped.findings(package), *parts.findings(package), *book.findings(package)]
    if package.tree(package.book) is None:
        return found
    found += styles.findings(package)
    for sheet in package.worksheets:
        grid = Grid(package, sheet.part)
        found += cells.findings(package, grid)
        found += cells.widths(package, grid)
        found += ranges.findings(package, grid)
        found += formulas.findings(package, grid)
        found += formulas.drawn(package, grid)
    found += tables.findings(package)
    found += formulas.chain(package)
    return found
