"""`entrelacs`: the command line. What is asked goes to standard output, all that is said to a person to the other.

Exit codes: 0 done; 1 failed (store unreachable, unexpected); 2 wrong use; 3 the input was refused, or the id unknown.
"""

import logging
import os
import sys
from collections.abc import Sequence

import click

from api.access import NotEnabled
from api.cli_commands import Commands
from api.cli_context import Context, fail
from api.cli_help import in_french
from api.cli_usage import explained
from graph.errors import EntrelacsError, InvalidInput, InvalidRecord, NotResolvable, UnknownEntity

REFUSED = (InvalidInput, InvalidRecord, UnknownEntity, NotResolvable, NotEnabled)


@click.group(cls=Commands)
@click.option("--store", metavar="URL", help="Adresse du graphe : sqlite:///fichier.db, neo4j://hôte:7687…")
@click.option("--debug", is_flag=True, help="Montrer la trace des erreurs inattendues.")
@click.version_option(package_name="entrelacs", message="%(prog)s %(version)s", help="Dire la version et s’arrêter.")
@click.pass_context
def entrelacs(context: click.Context, store: str | None, debug: bool) -> None:
    """Graphe des alliances d’intérêt général : charger, interroger, servir."""
    context.obj = Context(store, debug)


in_french(entrelacs)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code; no traceback unless `--debug` is given."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices are small: two threads would wait for each other
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what its driver says is told once, in French
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        entrelacs.main(given, prog_name="entrelacs", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        fail("Interrompu : ce qui était validé est gardé, la même commande reprend.", 1)
    except click.exceptions.NoArgsIsHelpError as error:
        fail(error.format_message(), 2)
    except click.UsageError as error:
        fail(f"{explained(error)}. Voir « {error.ctx.command_path if error.ctx else 'entrelacs'} --help ».", 2)
    except EntrelacsError as error:
        if "--debug" in given:
            raise
        fail(error.message, 3 if isinstance(error, REFUSED) else 1)
    except Exception as error:
        if "--debug" in given:
            raise
        fail(f"Erreur inattendue ({type(error).__name__}) : {error}. Relancez avec --debug pour la trace.", 1)
