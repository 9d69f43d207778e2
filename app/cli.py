"""The `homeward` commands: everything that happens in the window, by the same services and without Qt."""

import sys

import click

from app.commands.desk import open_desk, said_plainly
from app.commands.options import Commands, told_to_the_window
from app.window import open_window
from models.command_line import called

# Each command lives in a module of its own and is imported only when it is asked for: a start must not pay for all.
COMMANDS = {
    "ask": "app.commands.do_and_ask:ask",
    "audit": "app.commands.audits:audit",
    "backup": "app.commands.backups:backup",
    "cld": "app.commands.cld:cld",
    "database": "app.commands.databases:database",
    "demo": "app.commands.demonstration:demo",
    "do": "app.commands.do_and_ask:do",
    "doctor": "app.commands.doctor:doctor",
    "export": "app.commands.exports:export",
    "import": "app.commands.imports:import_",
    "package": "app.commands.packages:package",
    "person": "app.commands.shows:person",
    "print": "app.commands.prints:print_",
    "queue": "app.commands.shows:queue",
    "restore": "app.commands.backups:restore",
    "today": "app.commands.shows:today",
    "tracker": "app.commands.exports:tracker",
    "user": "app.commands.users:user",
}


class LateCommands(Commands):
    """Finds a command by its name when it is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """All of them, in the order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module that has it."""
        from importlib import import_module  # noqa: PLC0415  the whole point is to be late

        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        found = getattr(import_module(module), name)
        return found if isinstance(found, click.Command) else None


@click.group(cls=LateCommands, invoke_without_command=True)
@click.version_option(package_name="homeward")
@click.pass_context
def homeward(context: click.Context) -> None:
    """Homeward, for the local offices of a council's Short Term Service. Without a command: the window.

    The options mean the same before a command and after it. The window's clock can be set (--as-at) on a
    demonstration or test database only.
    """
    if context.invoked_subcommand is not None:
        return
    url, desk_at = told_to_the_window(context)
    if desk_at.as_at is None and desk_at.staff is None:
        sys.exit(open_window(url))
    with open_desk(desk_at, writes=True) as desk:
        staff = None if desk_at.staff is None else desk.staff
    sys.exit(open_window(desk_at.url, desk_at.as_at, staff))


def main() -> None:
    """Run a command and say a refusal plainly."""
    with said_plainly():
        homeward(prog_name=called())


if __name__ == "__main__":
    main()
