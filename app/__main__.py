"""`python -m app`: without words the window, with words the commands."""

import sys


def open_window(url: str | None = None) -> int:
    """Open the window on a database (none: this desk's own) and stay until it is closed."""
    from app.bootstrap import run  # noqa: PLC0415  the commands need no Qt

    return run(url)


def main() -> None:
    """Start what the command line asks for."""
    if len(sys.argv) > 1:
        from app.cli import main as command_line  # noqa: PLC0415  the window needs no commands

        command_line()
    else:
        sys.exit(open_window())


if __name__ == "__main__":
    main()
