"""The command line: the commands, and what happens to errors on their way out."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from copydesk.cli.lazy import LazyGroup
from copydesk.text.collector import collect_rarely
from copydesk.version import VERSION

COMMANDS = {
    "check": ("copydesk.cli.check:check", "Report what a copy desk would flag."),
    "diff": ("copydesk.cli.diff:diff", "Print the corrected text as a patch."),
    "fix": ("copydesk.cli.fix:fix_command", "Apply the fixes to the files."),
    "review": ("copydesk.cli.review:review", "Go through the proposals one by one."),
    "rule": ("copydesk.cli.rule:rule", "List, explain and test rules."),
    "languagetool": ("copydesk.cli.languagetool:languagetool", "Install and look after LanguageTool."),
    "init": ("copydesk.cli.init:init", "Write a commented configuration file."),
}
FAILED = 2
INTERRUPTED = 130
BROKEN_PIPE = 141

HELP = """A copy editor for text files.

It reads articles, manuals and READMEs, flags what a newspaper's copy desk would flag, and proposes the corrected text.

Exit status: 0 clean, 1 findings (or a non-empty diff), 2 wrong usage, configuration or a file that cannot be checked.
"""


@click.group(cls=LazyGroup, lazy=COMMANDS, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "-V", "--version", message="copydesk %(version)s")
def cli() -> None:
    pass


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    collect_rarely()
    lost = False  # nothing more can be written to stdout
    try:
        status = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        status, lost = BROKEN_PIPE, True  # whoever read the output has seen enough
    except KeyboardInterrupt:
        status, lost = INTERRUPTED, True
    except OSError as error:
        if error.filename is not None:
            raise
        click.echo(f"error: the output cannot be written: {error.strerror or error}", err=True)
        status, lost = FAILED, True
    if lost:
        # Nothing that is still in the buffers may be written, or complained about, on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def _run() -> int:
    try:
        if "_COPYDESK_COMPLETE" in os.environ:
            cli.main(prog_name="copydesk")
        with cli.make_context("copydesk", sys.argv[1:]) as context:
            cli.invoke(context)
        return 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return FAILED
    except click.Abort:
        return INTERRUPTED
    except Exception as error:
        from copydesk.errors import CopydeskError  # not needed for --version and --help, which shall be quick

        if isinstance(error, OSError):
            raise
        if isinstance(error, CopydeskError):
            click.echo(f"error: {error}", err=True)
        else:
            import traceback

            traceback.print_exc()
            click.echo("error: copydesk itself failed; this is a bug in it", err=True)
        return FAILED
