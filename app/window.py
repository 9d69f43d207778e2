"""Opening the window, for whoever starts the program: with words or without."""


def open_window(url: str | None = None) -> int:
    """Open the window on a database (none: this desk's own) and stay until it is closed."""
    from app.bootstrap import run  # noqa: PLC0415  the commands need no Qt

    return run(url)
