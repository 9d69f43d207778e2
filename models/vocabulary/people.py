"""How somebody needs their papers."""

from models.vocabulary.choice import Choice


class PaperFormat(Choice):
    """The format in which somebody needs their papers (accessible information)."""

    STANDARD = "standard", "Standard print"
    LARGE_PRINT = "large_print", "Large print"
