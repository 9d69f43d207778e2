"""Languages beside English in which the program has sentences of its own; `resources/language` holds them by code."""

from models.vocabulary.choice import Choice


class Language(Choice):
    """By its code, as a file names it, and what it is called in English."""

    WELSH = "cy", "Welsh"
