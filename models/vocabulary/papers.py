"""Which papers are kept as files, and what a file is made of."""

from models.vocabulary.choice import Choice


class PaperKind(Choice):
    """What was issued, or came back; a new kind is a word here and in the newest revision's CHECK (FUND-4, FUND-5)."""

    AGREEMENT = "agreement", "Agreement"
    CO_FUNDER = "co_funder", "Co-funder's paper"
    COUNCIL_FUNDED = "council_funded", "Letter of council funding"
    REFUSED = "refused", "Paper of a refusal to sign"
    SCAN = "scan", "Signed paper, scanned"


class MediaType(Choice):
    """What a kept file is; nothing else is taken in."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG picture"
    PNG = "image/png", "PNG picture"
    TIFF = "image/tiff", "TIFF picture"
