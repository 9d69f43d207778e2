"""How somebody needs their papers, in print and beyond it."""

from models.vocabulary.choice import Choice


class PaperFormat(Choice):
    """The format in which somebody needs their papers (accessible information)."""

    STANDARD = "standard", "Standard print"
    LARGE_PRINT = "large_print", "Large print"


class OtherFormat(Choice):
    """How somebody is told what a paper says when print alone doesn't reach them; whoever makes it is named on it.

    Of the person and of each who speaks for them. Source: DAPB1605 (accessible information).
    """

    EASY_READ = "easy_read", "Easy read"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Audio"
    BSL = "bsl", "British Sign Language"
    INTERPRETER = "interpreter", "Interpreter"
    TRANSLATED = "translated", "Translation"
    OTHER = "other", "Another format"
