"""Which letters stand as empty boxes on a finished paper, read from the paper itself, whatever was made of it since."""

from io import BytesIO

import pikepdf

from reports.layout.faces import UNPRINTABLE


def unprintable_letters(pdf: bytes) -> str:
    """The letters on a paper that no font of ours has, each once; in nearly every paper none."""
    with pikepdf.open(BytesIO(pdf)) as paper:
        codes = {
            int(code)
            for found in paper.objects
            if isinstance(found, pikepdf.Stream) and f"/{UNPRINTABLE}" in found
            for code in found[f"/{UNPRINTABLE}"]
        }
    return "".join(map(chr, sorted(codes)))
