"""`python -m app`: without words the window, with words the commands."""

import sys


def main() -> None:
    """Start what the command line asks for."""
    if getattr(sys, "frozen", False):  # an installed program draws papers in copies of itself, which begin here, too
        from multiprocessing import freeze_support  # noqa: PLC0415  nothing else needs it at the start

        freeze_support()
        if sys.argv[1:2] == ["reads-files"]:  # or reads files there: app.exchange.files.reader starts it so
            from app.exchange.files.child import main as read_files  # noqa: PLC0415  neither window nor command

            read_files()
            return
    if len(sys.argv) > 1:
        from app.cli import main as command_line  # noqa: PLC0415  the window needs no commands

        command_line()
    else:
        from app.window import open_window  # noqa: PLC0415  the commands need no window

        sys.exit(open_window())


if __name__ == "__main__":
    main()
